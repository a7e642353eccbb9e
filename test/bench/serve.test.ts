import { afterAll, beforeAll, expect, test } from "vitest";
import { askUntilAnswered, BODIES, checkAnswer } from "../../bench/serve-ask.ts";
import { prepare, SERVERS, type Stand } from "../../bench/serve-start.ts";

let stand: Stand;

beforeAll(async () => {
  stand = await prepare({ from: "sources" });
});

afterAll(() => stand.remove());

test.each(SERVERS)("%s answers as the others do, with a signature that jose accepts", async (name) => {
  const server = await stand.start(name);
  try {
    const [asked = ""] = BODIES;
    const answer = await askUntilAnswered(server.port, stand.apiKey, asked);
    expect(Object.keys(answer.body as object)).toEqual([
      "signature",
      "sdkKey",
      "expiresAt",
      "expiresIn",
      "meetingNumber",
      "role",
    ]);
    await checkAnswer(answer, asked);
  } finally {
    await server.stop();
  }
});
