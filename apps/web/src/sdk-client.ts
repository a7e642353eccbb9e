/** What the page asks of the SDK once it has joined, as far as both 3.13.1 and 6.2.0 have it. */
export interface SdkClient {
  getAttendeeslist(callBacks?: { success(answer: unknown): void; error(error: unknown): void }): unknown;
  /** Component view only. */
  on?(event: "connection-change", listener: (payload: { state?: string }) => void): void;
}

/** The names in the SDK's list. Client view calls back; component view gives the list. */
export async function whoIsThere(client: SdkClient): Promise<string[]> {
  if (client.on) return namesIn(client.getAttendeeslist());
  const answer = await new Promise((success, error) => {
    client.getAttendeeslist({ success, error });
  });
  return namesIn((answer as { result?: { attendeesList?: unknown } } | undefined)?.result?.attendeesList);
}

/** Client view leads to its `leaveUrl` instead. */
export function whenLeft(client: SdkClient, told: () => void): void {
  client.on?.("connection-change", ({ state }) => {
    if (state === "Closed") told();
  });
}

/** The field differs by view and version. */
function namesIn(attendees: unknown): string[] {
  if (!Array.isArray(attendees)) return [];
  return attendees.map((attendee: { [field: string]: unknown }) =>
    String(attendee.displayName ?? attendee.userName ?? ""),
  );
}
