import { Readable, Writable } from "node:stream";
import { CountersignError } from "@countersign/core";
import { UsageError } from "../failure.ts";
import type { Io } from "../io.ts";
import { type Answers, type CallersAnswer, isKind, meetingsOf } from "./answers.ts";

/** Asks a person at a terminal for all of it. @throws UsageError where they break off */
export async function askAnswers(
  io: Io,
  known: Partial<Pick<Answers, "sdkKey" | "sdkSecret">>,
): Promise<Answers> {
  const { confirm, isCancel, password, select, text } = await import("@clack/prompts");
  // The questions go to standard error: standard output is for the key.
  const streams = {
    ...(io.stdin instanceof Readable && { input: io.stdin }),
    ...(io.stderr instanceof Writable && { output: io.stderr }),
  };

  function given<Value>(answer: Value): Exclude<Value, symbol> {
    if (isCancel(answer)) throw new UsageError("nothing was written", "Run countersign init again.");
    return answer as Exclude<Value, symbol>;
  }
  const words = async (
    message: string,
    check: (answer: string) => string | undefined = notEmpty,
    placeholder = "",
  ) => {
    const answer = await text({ message, placeholder, validate: (value) => check(value ?? ""), ...streams });
    return given(answer).trim();
  };

  const sdkKey = known.sdkKey ?? (await words("Client ID of your Zoom app"));
  const sdkSecret =
    known.sdkSecret ??
    given(
      await password({
        message: "Client secret of your Zoom app (not shown)",
        validate: (value) => notEmpty(value ?? ""),
        ...streams,
      }),
    );
  const kind = given(
    await select({
      message: "Who will ask for signatures?",
      options: [
        { value: "api-key", label: "my own servers", hint: "each with an API key" },
        { value: "oidc", label: "pages and apps of people who log in", hint: "OpenID Connect" },
        { value: "development", label: "only I, on this machine", hint: "nobody is asked who they are" },
      ],
      ...streams,
    }),
  );
  const callers = await askCallers(isKind(kind) ? kind : "development", words);
  const optional = callers.kind === "oidc";
  const meetings = meetingsOf(
    await words(
      optional
        ? "Meeting numbers that all of them may join; none: those that each one's token names"
        : "Meeting numbers, with commas between them",
      (answer) => (optional && answer.trim() === "" ? undefined : meetingProblem(answer)),
      "872 7069 5528",
    ),
  );
  const hosts = given(
    await confirm({
      message: "May they host, too? Then each one is recorded.",
      initialValue: false,
      ...streams,
    }),
  );
  const origins = optional
    ? await words(
        "Origins of your pages, with commas between them",
        () => undefined,
        "https://app.example.com",
      )
    : "";
  return {
    sdkKey,
    sdkSecret: sdkSecret.trim(),
    callers,
    meetings,
    maxRole: hosts ? 1 : 0,
    corsOrigins: origins
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
  };
}

async function askCallers(
  kind: CallersAnswer["kind"],
  words: (
    message: string,
    check?: (answer: string) => string | undefined,
    placeholder?: string,
  ) => Promise<string>,
): Promise<CallersAnswer> {
  if (kind === "development") return { kind };
  if (kind === "api-key")
    return { kind, id: await words("A name for the first of them", keyIdProblem, "school-backend") };
  return {
    kind,
    issuer: await words(
      "Issuer, as it stands in your tokens' iss",
      addressProblem,
      "https://login.example.com",
    ),
    audience: await words("Audience, as it stands in their aud"),
    jwks: await words("Where the issuer publishes its keys (jwks_uri)", addressProblem),
  };
}

function notEmpty(answer: string): string | undefined {
  return answer.trim() === "" ? "It is needed." : undefined;
}

function addressProblem(answer: string): string | undefined {
  return URL.canParse(answer.trim()) ? undefined : "That is not an address, as in https://login.example.com.";
}

function keyIdProblem(answer: string): string | undefined {
  return /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/.test(answer.trim())
    ? undefined
    : "1 to 32 lower-case letters, digits and dashes.";
}

function meetingProblem(answer: string): string | undefined {
  try {
    return meetingsOf(answer).length === 0 ? "It is needed." : undefined;
  } catch (error) {
    if (!CountersignError.is(error)) throw error;
    return error.message;
  }
}
