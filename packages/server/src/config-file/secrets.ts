import { resolve } from "node:path";
import { type Environment, publicPrefixOf } from "@countersign/core";
import { readPrivateFile } from "../config/private-file.ts";
import { keysFromText } from "../crypto/key-ring.ts";
import { refuseToStart, StartUpError } from "../errors.ts";
import type { SecretReference, SecretReferences } from "./config.ts";
import { isLikeASecret, nameShown } from "./name-shown.ts";

export interface SecretPlaces {
  /** The configuration's folder: files are seen from there. */
  readonly folder: string;
  readonly env: Environment;
  /** Unless given: from the disk, refusing what other users can read. */
  readonly readFile?: ((path: string) => string) | undefined;
}

export interface SecretReader {
  /** @param field The setting, for errors. @throws StartUpError */
  readonly one: (reference: SecretReference, field: string) => string;
  readonly list: (references: SecretReferences, field: string) => readonly string[];
  /** Keys of 32 bytes, of all files together. */
  readonly keys: (references: SecretReferences, field: string) => readonly Uint8Array<ArrayBuffer>[];
  /** An address as it is, where it holds no password, or by reference. */
  readonly address: (address: string | SecretReference, field: string) => string;
  /** A file that holds something else than one secret. */
  readonly file: (path: string) => string;
  readonly path: (path: string) => string;
}

/** Reads what the configuration refers to. Nothing that goes wrong shows a secret. */
export function secretReader({ folder, env, readFile = readPrivateFile }: SecretPlaces): SecretReader {
  const path = (file: string): string => resolve(folder, file);

  function read(file: string, field: string): string {
    try {
      return readFile(path(file));
    } catch (error) {
      if (!isLikeASecret(file) || !StartUpError.is(error) || error.code !== "file-not-readable") throw error;
      return refuse(
        field,
        `there is no file ${nameShown(file)}, which looks like a secret itself`,
        "Put the secret into a file that only the server can read, and name that file here.",
      );
    }
  }

  function one({ file, env: name = "" }: SecretReference, field: string): string {
    if (file !== undefined) return cleaned(read(file, field), field, file);
    const prefix = publicPrefixOf(name);
    if (prefix !== undefined) {
      return refuse(
        field,
        `${name} begins with ${prefix}, so build tools put its value into pages`,
        "Give the variable another name, and have the secret replaced: it may be in a bundle already.",
      );
    }
    const value = env[name];
    if (value === undefined || value === "") {
      const shown = nameShown(name);
      return refuse(field, `the environment has no ${shown}`, `Set ${shown}, or refer to a file instead.`);
    }
    return cleaned(value, field, name);
  }

  function list(references: SecretReferences, field: string): readonly string[] {
    return [references].flat().map((reference: SecretReference) => one(reference, field));
  }

  return {
    one,
    list,
    keys: (references, field) => list(references, field).flatMap((text) => keysFromText(text)),
    address(address, field) {
      const text = typeof address === "string" ? address : one(address, field);
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (url === undefined)
        return refuse(field, "it is not an address", "Write it as in redis://host:6379.");
      if (typeof address === "string" && url.password !== "") {
        return refuse(
          field,
          "a password stands in it",
          'Put the whole address into a file that only the server can read, and write { "file": "…" }.',
        );
      }
      return text;
    },
    file: (file) => read(file, "callers.apiKeys.file"),
    path,
  };
}

/** One line end at the end is how editors and `echo` write files, and no part of a secret. */
function cleaned(text: string, field: string, place: string): string {
  if (text.startsWith("\ufeff")) {
    return refuse(field, `${place} begins with a byte order mark`, "Save it as UTF-8 without one.");
  }
  const value = text.replace(/\r?\n$/, "");
  return value === "" ? refuse(field, `${place} is empty`, "Put the secret there.") : value;
}

function refuse(field: string, what: string, help: string): never {
  return refuseToStart("setting-invalid", field, `${field}: ${what}`, help);
}
