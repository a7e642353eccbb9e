import { element } from "./dom.ts";
import type { FrameReport, Order } from "./protocol.ts";

/** Milliseconds that leaving may take. */
const LEAVING = 3000;

/** The frame that Zoom's SDK runs in: a page load of its own for each join, because the SDK keeps its state. */
export class Frame {
  readonly #stage = element("stage", HTMLElement);
  readonly #empty: readonly Node[] = [...this.#stage.childNodes];
  #window: Window | null = null;
  #stop: () => void = () => {};
  #isIn = false;

  open(onReport: (report: FrameReport) => void): void {
    this.close();
    const frame = document.createElement("iframe");
    frame.title = "Meeting, drawn by Zoom's SDK";
    frame.allow = "camera; microphone; display-capture; fullscreen; autoplay; cross-origin-isolated";
    const listener = (event: MessageEvent<FrameReport>): void => {
      if (event.origin === location.origin && event.source === frame.contentWindow) onReport(event.data);
    };
    addEventListener("message", listener);
    this.#stop = () => removeEventListener("message", listener);
    frame.src = "/meeting.html";
    this.#stage.replaceChildren(frame);
    this.#window = frame.contentWindow;
  }

  /** Whether there is a meeting to leave. */
  joined(isIn: boolean): void {
    this.#isIn = isIn;
  }

  /** Has the SDK leave the meeting before its frame goes, so that nobody is left over in it. */
  leave(): void {
    const frame = this.#window;
    if (!frame || !this.#isIn) {
      this.close();
      return;
    }
    this.#stop();
    const gone = ({ source, data }: MessageEvent<FrameReport>): void => {
      if (source === frame && data?.kind === "left") end();
    };
    const end = (): void => {
      clearTimeout(timer);
      removeEventListener("message", gone);
      if (this.#window === frame) this.close();
    };
    const timer = setTimeout(end, LEAVING);
    addEventListener("message", gone);
    this.send({ kind: "leave" });
  }

  send(order: Order): void {
    this.#window?.postMessage(order, location.origin);
  }

  close(): void {
    this.#stop();
    this.#window = null;
    this.#isIn = false;
    this.#stage.replaceChildren(...this.#empty);
  }
}
