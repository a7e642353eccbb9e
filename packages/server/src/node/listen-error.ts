import { StartUpError } from "../errors.ts";

/** What the system says when a port cannot be had, in words that say what to do. Others pass as they are. */
export function listenError(error: Error, host: string, port: number): Error {
  const where = `${host}:${port}`;
  switch ((error as NodeJS.ErrnoException).code) {
    case "EADDRINUSE":
      return new StartUpError(
        "address-in-use",
        "PORT",
        `${where} is taken by another program`,
        "End that program, or set PORT to another number.",
      );
    case "EACCES":
      return new StartUpError(
        "address-not-permitted",
        "PORT",
        `this user may not listen on ${where}`,
        "Set PORT to 1024 or more.",
      );
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
    case "EAI_AGAIN":
    case "EINVAL":
      return new StartUpError(
        "address-not-available",
        "HOST",
        `this machine has no address ${host}`,
        "Set HOST to 127.0.0.1 for this machine only, or to 0.0.0.0 for every network it is on.",
      );
    default:
      return error;
  }
}
