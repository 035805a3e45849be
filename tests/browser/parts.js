// What a page is made of, as numbers: two parts with one number look the same and mean the same to axe.
(() => {
  const SAID = /^(class|role|type|rel|target|method|style|lang|dir|scope|tabindex|hidden|disabled|open|required|inputmode|autocomplete|href|alt|title|aria-.*)$/;
  const POINTS = /^(for|aria-labelledby|aria-describedby|aria-controls|aria-owns)$/;
  const LOOKS = ["color", "backgroundColor", "backgroundImage", "fontSize", "fontWeight", "opacity", "display", "visibility", "position", "textDecorationLine"];
  const SMALL_PX = 24;

  function number(text) {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at++) {
      a = Math.imul(a ^ text.charCodeAt(at), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(at), 1597334677);
    }
    return (b >>> 11) * 4294967296 + (a >>> 0);
  }

  const kind = (one) => (one ? [one.localName, ...one.classList].join(".") : "");
  const holds = (one) => [...one.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());

  function said({ name, value }) {
    if (POINTS.test(name)) return name + value.split(" ").map((id) => kind(document.getElementById(id)));
    if (name === "href") return name + (value.startsWith("#") ? kind(document.getElementById(value.slice(1))) : "");
    if (/^(alt|title|aria-label)$/.test(name)) return name + Boolean(value.trim());
    return SAID.test(name) ? name + value : name;
  }

  function looks(one) {
    const style = getComputedStyle(one);
    const { width, height } = one.getBoundingClientRect();
    const small = one.matches("a, button, input, summary") && [width < SMALL_PX, height < SMALL_PX];
    const scrolls = style.overflow !== "visible" && [one.scrollWidth > one.clientWidth, one.scrollHeight > one.clientHeight];
    return [...LOOKS.map((name) => style[name]), small, scrolls];
  }

  function outline() {
    const stops = document.querySelectorAll("h1, h2, h3, h4, h5, h6, header, footer, main, nav, aside, section, form, [role]");
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    const order = [...stops].map(kind).filter((one, at, all) => one !== all[at - 1]);
    return [document.documentElement.lang, Boolean(document.title.trim()), ids.length - new Set(ids).size, ...order].join();
  }

  const whole = () => number(outline());
  const named = new Map();

  window.parts = () => {
    named.set(whole(), document.documentElement);
    const found = [whole()];
    (function walk(one, above) {
      const own = [kind(one), one.matches(":checked"), [...one.attributes].map(said).sort(), looks(one)].join("|");
      const path = number(`${above} ${own}`);
      const part = number([path, kind(one.previousElementSibling), kind(one.nextElementSibling), holds(one)].join());
      named.set(part, one);
      found.push(part);
      for (const child of one.children) if (!child.matches("script, style, head, svg *")) walk(child, path);
    })(document.documentElement, "");
    return JSON.stringify([document.documentElement.scrollWidth, found]); // many numbers cost more
  };

  // What asks by itself, again and again, would be changed by an answer while it is judged.
  addEventListener("htmx:before:request", (event) => {
    if (!event.target.matches?.("[data-hx-trigger*=every]")) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  window.choose = (numbers) => {
    const fresh = new Set(JSON.parse(numbers).map((one) => named.get(one)));
    const gone = [...fresh].filter((one) => !one.isConnected);
    if (gone.length) throw new Error(`changed while it was looked at: ${gone.map(kind)}`);
    const isNewPage = fresh.delete(document.documentElement);
    const within = (one) => fresh.has(one) || Boolean(one.parentElement && within(one.parentElement));
    const isTop = (one) => one && !(one.parentElement && within(one.parentElement));
    window.chosen = { fresh: { include: [...fresh].filter(isTop) }, isNewPage };
  };

  async function found(where, options) {
    const { violations } = await axe.run(where, { ...options, resultTypes: ["violations"], iframes: false });
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]);
  }

  // What small_steps.js puts into a narrow page is in no wide one.
  // How a part looks hangs on no order of headings: of a new page only the other rules need the whole.
  window.judged = async (tags, looks, isLit) => {
    const { fresh, isNewPage } = chosen;
    const marked = isLit ? document.querySelectorAll(".lesson [data-mark]:not(.lit)") : [];
    for (const one of marked) one.classList.add("lit");
    const ruled = (enabled) => Object.fromEntries(looks.map((rule) => [rule, { enabled }]));
    const [others, all] = [false, true].map((enabled) => ({ runOnly: tags, rules: ruled(enabled) }));
    const isWhole = isNewPage && tags.length;
    const faults = isWhole ? await found(document, others) : [];
    const rules = isWhole || !tags.length ? { runOnly: looks } : all;
    const include = fresh.include.filter((one) => one.isConnected);
    if (include.length) faults.push(...(await found({ include }, rules)));
    for (const one of marked) one.classList.remove("lit");
    return [document.documentElement.scrollWidth, faults];
  };
})();
