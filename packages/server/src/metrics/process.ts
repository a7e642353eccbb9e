import { monitorEventLoopDelay } from "node:perf_hooks";
import { buildMetrics } from "./build.ts";
import { attributeSets, type Instruments } from "./instruments.ts";

/** Of a window the worst shows, however often somebody looks; and two who look do not take it from each other. */
const WINDOW_MILLISECONDS = 15_000;
/** Between two looks at the event loop. It is in what they measure, and no delay. */
const RESOLUTION_MILLISECONDS = 10;

/** What Node knows of its process; by the names that every client of Prometheus gives it. @returns what ends it */
export function watchProcess(meter: Instruments): () => void {
  buildMetrics(meter);
  const gauge = (name: string, description: string, unit: string, value: () => number): void =>
    meter.createObservableGauge(name, { description, unit }).addCallback((result) => result.observe(value()));

  meter
    .createObservableCounter("process.cpu", {
      description: "Processor time used, of user and system.",
      unit: "s",
    })
    .addCallback((result) => {
      const { user, system } = process.cpuUsage();
      result.observe((user + system) / 1e6);
    });
  gauge("process.resident.memory", "Memory of the process.", "By", () => process.memoryUsage.rss());
  gauge("process.heap", "Of it what JavaScript uses.", "By", () => process.memoryUsage().heapUsed);
  gauge("process.start.time", "When the process began, since 1970.", "s", () =>
    Math.round(Date.now() / 1000 - process.uptime()),
  );
  return watchEventLoop(meter);
}

function watchEventLoop(meter: Instruments): () => void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MILLISECONDS });
  delays.enable();
  const seen = () => ({ half: delays.percentile(50), most: delays.percentile(99), worst: delays.max });
  let before = seen();
  const timer = setInterval(() => {
    before = seen();
    delays.reset();
  }, WINDOW_MILLISECONDS);
  timer.unref();
  const ofShare = attributeSets("percentile");
  meter
    .createObservableGauge("countersign.event_loop.delay", {
      description:
        "How late the event loop came to what was due, in this quarter of a minute or the one before.",
      unit: "s",
    })
    .addCallback((result) => {
      const now = seen();
      const worse = (name: keyof typeof now): number =>
        Math.max(0, (Math.max(now[name] || 0, before[name] || 0) - RESOLUTION_MILLISECONDS * 1e6) / 1e9);
      result.observe(worse("half"), ofShare("50"));
      result.observe(worse("most"), ofShare("99"));
      result.observe(worse("worst"), ofShare("100"));
    });
  return () => {
    clearInterval(timer);
    delays.disable();
  };
}
