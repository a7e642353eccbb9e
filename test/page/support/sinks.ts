/** A careless page: each way to take a text for more than a text. Runs in a browser, and uses nothing from around it. */
import type { TripwireWindow } from "./tripwire.ts";
import type { Sink } from "./xss-payloads.ts";

/** Gives what went off inside of the page, and clears the page. */
export async function plant([into, text]: readonly [Sink, string]): Promise<string[]> {
  const { tripped } = window as unknown as TripwireWindow;
  const place = document.body;
  const html = (markup: string): void => {
    place.append(document.createRange().createContextualFragment(markup));
  };
  const follow = (): void => {
    for (const link of place.querySelectorAll("a, mtext"))
      link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  };
  const decoded = (markup: string): string => {
    const area = document.createElement("textarea");
    area.innerHTML = markup;
    return area.value;
  };
  const run = (program: string): unknown => new Function(program)();
  const merge = (to: Record<string, unknown>, from: Record<string, unknown>): void => {
    for (const [name, value] of Object.entries(from)) {
      if (typeof value === "object" && value !== null) {
        const inner = (to[name] ?? {}) as Record<string, unknown>;
        to[name] = inner;
        merge(inner, value as Record<string, unknown>);
      } else to[name] = value;
    }
  };
  const claimsOf = (part: string): string => {
    try {
      return atob(part.replaceAll("-", "+").replaceAll("_", "/"));
    } catch {
      return part;
    }
  };
  const ways: { readonly [S in Sink]: () => void } = {
    html: () => {
      // As `innerHTML` does, and runs `<script>` as well.
      html(`<p>${text}</p><p>It's what follows.</p>`);
      place.insertAdjacentHTML("beforeend", text);
    },
    "double-quoted attribute": () => html(`<p title="${text}">`),
    "single-quoted attribute": () => html(`<p title='${text}'>`),
    "unquoted attribute": () => html(`<input value=${text}>`),
    comment: () => html(`<!-- ${text} -->`),
    "text area": () => html(`<textarea>${text}</textarea>`),
    link: () => {
      const link = document.createElement("a");
      link.href = text;
      place.append(link);
    },
    style: () => html(`<p>x</p><input value="fixture"><style>p{color:${text}}</style>`),
    "style attribute": () => html(`<p style="color:${text}">x</p>`),
    "string of a script": () => run(`const x = "${text}"`),
    "template literal": () => run(`return \`${text}\``),
    "expression in braces": () => {
      for (const [, inner] of text.matchAll(/\{\{(.*?)\}\}/g)) run(`return ${inner}`);
    },
    "html, percent-decoded": () => {
      html(decodeURIComponent(text));
      html(decodeURIComponent(decodeURIComponent(text)));
    },
    "html, entities decoded": () => html(decoded(text)),
    "html, escapes of JSON decoded": () => html(JSON.parse(`"${text}"`)),
    "html, normalised": () => html(text.normalize("NFKC")),
    "html, in capitals": () => html(text.toUpperCase()),
    "html, written twice": () => {
      const once = document.createElement("template");
      once.innerHTML = text;
      html(once.innerHTML);
    },
    "html, markdown": () =>
      html(text.replace(/\[(.*?)\]\((\S*\))\)?/g, '<a href="$2">$1</a>').replaceAll("`", "")),
    "html, claims of a token": () => html(text.split(".").map(claimsOf).join("")),
    "html, member of an object": () => {
      const answer = JSON.parse(`{"error":{"message":"${text}"}}`) as { a: { b: string } };
      html(answer.a.b);
    },
    "merged objects": () => merge({}, JSON.parse(text)),
  };
  ways[into]();
  follow();
  // Long enough for what loads, takes the focus or moves on its own.
  for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  await new Promise((resolve) => setTimeout(resolve, 20));
  const all = tripped();
  document.body.replaceChildren();
  document.head.replaceChildren();
  tripped();
  return all;
}
