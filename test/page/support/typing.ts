/** Types texts into the page of tools, faster than a person. Runs in the browser, and uses nothing from around it. */
import type { TripwireWindow } from "./tripwire.ts";

export interface Typing {
  /** Empty on a page that has none. */
  readonly tab: string;
  /** What to put into each field, by its id, one after the other. What is named `#` goes to the end of the address. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Whether the page's form is sent off each time. */
  readonly submit?: boolean;
  /** What to look for on the page after each, letters and digits only. */
  readonly traces: readonly string[];
}

export interface Typed {
  /** What went off, with the number of the row. */
  readonly tripped: readonly (readonly [row: number, what: string])[];
  /** After how many rows their trace stood on the page. */
  readonly shown: number;
}

export async function typeAll({ tab, rows, submit, traces }: Typing): Promise<Typed> {
  // A page draws once a frame. Here a frame is as short as can be, and is still a task of its own.
  const frames = new MessageChannel();
  const waiting: FrameRequestCallback[] = [];
  frames.port1.onmessage = () => {
    for (const call of waiting.splice(0)) call(performance.now());
  };
  const real = window.requestAnimationFrame;
  window.requestAnimationFrame = (call) => {
    waiting.push(call);
    frames.port2.postMessage(0);
    return 0;
  };
  const frame = (): Promise<unknown> => new Promise((resolve) => window.requestAnimationFrame(resolve));
  const realFrame = (): Promise<unknown> => new Promise((resolve) => real.call(window, resolve));

  if (tab !== "") location.hash = tab;
  for (const form of document.forms) form.reset();
  document.getElementById("more")?.setAttribute("open", "");
  await realFrame();
  const place = tab === "" ? document.body : document.getElementById(tab);
  const tripped: [number, string][] = [];
  let shown = 0;
  const { tripped: ask } = window as unknown as TripwireWindow;
  ask();
  for (const [index, row] of rows.entries()) {
    for (const [id, text] of Object.entries(row)) {
      if (id === "#") location.hash = text;
      if (id === "#") continue;
      const field = document.getElementById(id) as HTMLInputElement;
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (submit) document.forms[0]?.requestSubmit();
    await frame();
    // What loads or runs on its own does so a little later: each text stands long enough to be blamed for it.
    await new Promise((resolve) => setTimeout(resolve));
    for (const what of ask()) tripped.push([index, what]);
    const text = (place?.textContent ?? "").replace(/[^a-z0-9]/gi, "");
    if (text.includes(traces[index] ?? "\n")) shown++;
  }
  await realFrame();
  await realFrame();
  for (const what of ask()) tripped.push([rows.length, what]);
  window.requestAnimationFrame = real;
  return { tripped, shown };
}
