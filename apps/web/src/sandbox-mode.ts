const WORKER = "/sandbox-worker.js";

/** Switches the service worker on and waits until it is active: the frame loaded afterwards is under it. */
export async function switchSandboxOn(): Promise<void> {
  if (!("serviceWorker" in navigator)) {
    throw new Error(
      "this browser gives the page no service worker (a private window may not), and without one the SDK's requests cannot be led to the sandbox",
    );
  }
  const registration = await navigator.serviceWorker.register(WORKER, { updateViaCache: "none" });
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  if (worker && worker.state !== "activated") {
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener("statechange", () => {
        if (worker.state === "activated") resolve();
        if (worker.state === "redundant")
          reject(new Error("the browser did not start the sandbox's service worker"));
      });
    });
  }
}

/** A worker left from sandbox mode would keep a real join from reaching Zoom. */
export async function switchSandboxOff(): Promise<void> {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all(registrations.map((registration) => registration.unregister()));
}
