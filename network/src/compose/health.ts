import { OperatorError } from '../native/operator-error.js';
import type { Container, Docker } from './docker.js';

const HEALTHY_WITHIN_MS = 180_000;
const POLL_MS = 500;
const LOG_LINES = '5';

/** Whether a container does what it is there for, as far as anybody asks it. */
export function isHealthy({ state, health }: Container): boolean {
  return state === 'running' && (health === undefined || health === 'healthy');
}

/**
 * Waits until containers of all services are healthy.
 * @throws OperatorError with the end of its log where one has ended or takes too long.
 */
export async function untilHealthy(docker: Docker, services: readonly string[]): Promise<void> {
  const deadline = Date.now() + HEALTHY_WITHIN_MS;
  for (;;) {
    const containers = await docker.containers();
    const waiting = services.filter((name) => !containers.some((one) => one.service === name && isHealthy(one)));
    const [first] = waiting;
    if (first === undefined) return;
    const ended = containers.find(({ service, state }) => waiting.includes(service) && state === 'exited');
    if (ended !== undefined) throw new OperatorError(`${ended.service} ended: ${await lastLines(docker, ended)}`);
    if (Date.now() > deadline) {
      const late = containers.find(({ service }) => service === first);
      const words = late === undefined ? 'it was not started' : await lastLines(docker, late);
      throw new OperatorError(`${first} is not healthy after ${HEALTHY_WITHIN_MS / 1000} s: ${words}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function lastLines(docker: Docker, { id, service }: Container): Promise<string> {
  const logs = await docker.docker('logs', '--tail', LOG_LINES, id);
  return logs.trim() || `read scripts/network.sh logs ${service}`;
}
