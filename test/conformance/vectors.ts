// The vectors, written into the bundle: not every runtime has files, or reads JSON as a module.

import type { DiagnoseVector } from "../../tools/vectors/diagnose-vectors.ts";
import type { RefuseVector } from "../../tools/vectors/refuse-vectors.ts";
import type { SignVector } from "../../tools/vectors/sign-vectors.ts";
import type { VerifyVector } from "../../tools/vectors/verify-vectors.ts";
import diagnoseFile from "../../vectors/diagnose.json" with { type: "json" };
import refuseFile from "../../vectors/refuse.json" with { type: "json" };
import signFile from "../../vectors/sign.json" with { type: "json" };
import verifyFile from "../../vectors/verify.json" with { type: "json" };

export const SIGN = signFile.cases as unknown as readonly SignVector[];
export const VERIFY = verifyFile.cases as unknown as readonly VerifyVector[];
export const REFUSE = refuseFile.cases as unknown as readonly RefuseVector[];
export const DIAGNOSE = diagnoseFile.cases as unknown as readonly DiagnoseVector[];
