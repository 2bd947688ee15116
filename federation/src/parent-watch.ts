/**
 * Preloaded into every child process: when the parent is gone, even by kill -9, the channel to it closes and the
 * child ends as if asked to. Without it a killed `npm start` would leave its services on their ports.
 */
const end = (): void => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), 10_000).unref();
};

process.channel?.unref();
process.on('disconnect', end);
// A parent that went while this process was starting has been missed.
if (!process.connected) end();
