import { element } from "./dom.ts";
import type { FrameReport } from "./protocol.ts";

/** The frame that Zoom's SDK runs in: a page load of its own for each join, because the SDK keeps its state. */
export class Frame {
  readonly #stage = element("stage", HTMLElement);
  readonly #empty: readonly Node[] = [...this.#stage.childNodes];
  #stop: () => void = () => {};

  open(onReport: (report: FrameReport, answer: (order: object) => void) => void): void {
    this.close();
    const frame = document.createElement("iframe");
    frame.title = "Meeting, drawn by Zoom's SDK";
    frame.allow = "camera; microphone; display-capture; fullscreen; autoplay; cross-origin-isolated";
    const listener = (event: MessageEvent<FrameReport>): void => {
      if (event.origin !== location.origin || event.source !== frame.contentWindow) return;
      onReport(event.data, (order) => frame.contentWindow?.postMessage(order, location.origin));
    };
    addEventListener("message", listener);
    this.#stop = () => removeEventListener("message", listener);
    frame.src = "/meeting.html";
    this.#stage.replaceChildren(frame);
  }

  close(): void {
    this.#stop();
    this.#stage.replaceChildren(...this.#empty);
  }
}
