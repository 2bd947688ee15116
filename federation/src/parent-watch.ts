/**
 * Preloaded into every child process: when the parent is gone, even by kill -9, the channel to it closes and the
 * child ends as if asked to. Without it a killed `npm start` would leave its services on their ports.
 */
process.channel?.unref();
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 10_000).unref();
});
