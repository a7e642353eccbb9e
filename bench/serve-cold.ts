// From the start of a process to its first right answer.
import { askUntilAnswered, BODIES, checkAnswer } from "./serve-ask.ts";
import { processorTime, residentMemory } from "./serve-load.ts";
import type { ServerName, Stand } from "./serve-start.ts";

export interface Cold {
  /** Milliseconds. */
  readonly wall: number;
  readonly cpu: number;
  /** Megabytes, with nothing to do since. */
  readonly idle: number;
}

export async function coldStart(stand: Stand, name: ServerName, core?: number): Promise<Cold> {
  const began = performance.now();
  const server = await stand.start(name, core);
  try {
    const [asked = ""] = BODIES;
    const answer = await askUntilAnswered(server.port, stand.apiKey, asked);
    const wall = performance.now() - began;
    const cpu = processorTime(server.pid);
    await checkAnswer(answer, asked);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { wall, cpu, idle: residentMemory(server.pid) };
  } finally {
    await server.stop();
  }
}
