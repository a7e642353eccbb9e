import { answer, bodyOf, refusal } from "../../../lib/answer";
import { meeting } from "../../../lib/policy";
import { isInvited, openSession } from "../../../lib/session";

/** Lets in who knows the code. Only they learn the meeting's number and passcode. */
export async function POST(request: Request): Promise<Response> {
  const { name, code } = await bodyOf(request);
  if (typeof name !== "string" || name === "" || name.length > 64 || !isInvited(code)) {
    return refusal(401, "Not let in", "This is not the code of the invitation.");
  }
  const { number, passcode } = meeting;
  return answer({ meetingNumber: number, passcode }, { "set-cookie": openSession(name) });
}
