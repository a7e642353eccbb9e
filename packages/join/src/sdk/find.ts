import type { ZoomMtg, ZoomMtgEmbedded } from "./types.ts";

type Members = { readonly [name: string]: unknown };

/** Bundlers wrap what the SDK exports in different ways: the object itself is looked for one layer after the other. */
function* layers(module: unknown): Generator<Members> {
  const seen = new Set<unknown>();
  const open: unknown[] = [module];
  while (open.length > 0) {
    const one = open.shift();
    if ((typeof one !== "object" && typeof one !== "function") || one === null || seen.has(one)) continue;
    seen.add(one);
    yield one as Members;
    const { default: inner, ZoomMtg, ZoomMtgEmbedded } = one as Members;
    open.push(inner, ZoomMtg, ZoomMtgEmbedded);
  }
}

export function findClientView(module: unknown): ZoomMtg | undefined {
  for (const one of layers(module)) {
    if (typeof one.join === "function" && typeof one.init === "function" && "setZoomJSLib" in one)
      return one as unknown as ZoomMtg;
  }
  return undefined;
}

export function findComponentView(module: unknown): ZoomMtgEmbedded | undefined {
  for (const one of layers(module)) {
    if (typeof one.createClient === "function") return one as unknown as ZoomMtgEmbedded;
  }
  return undefined;
}
