/**
 * Where every copy of `@opentelemetry/api` 1.x looks for the SDK that a program registered. Nobody registered one:
 * nothing would be told to anybody, and the package need not be loaded at all.
 */
const REGISTERED = Symbol.for("opentelemetry.js.api.1");

/** Asked at each request: an SDK may be registered late. */
export function isSdkRegistered(): boolean {
  return REGISTERED in globalThis;
}
