// What the robot knows inside a page: whether it rests, what stands in it, and what could be pressed.
(() => {
  const robot = (window.robot = { busy: 0, opened: false, leaves: false, born: Math.random() });
  const LANDMARKS = "header, footer, aside, nav, table, form, details, section, ol, ul, dl, main, body";
  const HARMLESS = /^(refresh|preview|undo|swap:.*)$/;
  const later = () => setTimeout(() => setTimeout(() => robot.busy--));

  const waited = (does) => (...args) => {
    robot.busy++;
    return does(...args).finally(later);
  };
  const ask = window.fetch;
  window.fetch = waited(ask);
  const opening = (does) => (...args) => {
    robot.opened = true;
    return does(...args);
  };
  window.open = opening(window.open.bind(window));
  const small = window.documentPictureInPicture;
  if (small) small.requestWindow = opening(waited(small.requestWindow.bind(small)));

  // What on_demand.js brings when it is asked for, counts as the page's being busy.
  new MutationObserver((changes) => {
    const added = document.readyState === "complete" ? changes.flatMap((change) => [...change.addedNodes]) : [];
    for (const one of added) {
      if (!one.matches?.("head > script[src], head > link[rel=stylesheet]")) continue;
      robot.busy++;
      for (const end of ["load", "error"]) one.addEventListener(end, later);
    }
  }).observe(document, { childList: true, subtree: true });

  // After Back the address is there before what it shows: htmx asks for that a moment later.
  window.navigation?.addEventListener("currententrychange", () => {
    robot.busy++;
    later();
  });
  document.addEventListener("htmx:before:request", (event) => {
    robot.busy++;
    if (robot.leaves) event.preventDefault();
  });
  document.addEventListener("htmx:finally:request", later);
  document.addEventListener("securitypolicyviolation", (event) => {
    console.error(`CSP ${event.violatedDirective} ${event.blockedURI}`);
  });

  const here = () => location.pathname + location.search;

  robot.rests = (address, heading, patience) => new Promise((resolve) => {
    const until = performance.now() + patience;
    (function look() {
      const there = !address || here() === address;
      const said = !heading || robot.sight().h1 === heading;
      const quiet = document.readyState === "complete" && robot.busy === 0 && document.querySelector("h1");
      if ((there && said && quiet) || performance.now() > until) return resolve(robot.sight());
      setTimeout(look, 10);
    })();
  });

  // Who leaves a page asks nothing more of it: what is asked and cut off would be heard as an error.
  robot.leave = (patience) => {
    if (location.href === "about:blank") return null; // a new window's, which never comes to a heading
    robot.leaves = true;
    window.fetch = () => new Promise(() => {});
    return robot.rests("", "", patience);
  };

  const whole = (page) => {
    const ids = [...page.querySelectorAll("[id]")].map((one) => one.id);
    const top = [...page.querySelectorAll("header")].filter((one) => !one.closest("main, article, section, aside, nav"));
    return {
      h1: page.querySelector("h1")?.textContent.trim() ?? "",
      counts: [top.length, page.querySelectorAll("main").length, page.querySelectorAll("h1").length],
      twice: [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))],
    };
  };

  robot.sight = () => {
    const active = document.activeElement;
    const focus = active?.id === "summary" ? "summary" : active?.localName ?? "nothing";
    return { address: here(), born: robot.born, opened: robot.opened, focus, ...whole(document) };
  };

  const SHAPES = /^(class|rel|type|role|method|target|hidden|disabled|data-hx-.*)$/;

  function number(text) {
    let [a, b] = [0xdeadbeef, 0x41c6ce57];
    for (let at = 0; at < text.length; at++) {
      a = Math.imul(a ^ text.charCodeAt(at), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(at), 1597334677);
    }
    return (b >>> 11) * 4294967296 + (a >>> 0);
  }

  // The build of each element of one look, worked out once: what stands around one press stands around others.
  function builds() {
    const texts = new Map();
    const numbers = new Map();
    const drawn = (one) => texts.get(one) ?? texts.set(one, draw(one)).get(one);
    function draw(one) {
      const said = [...one.attributes].map(({ name, value }) => (SHAPES.test(name) ? `${name}=${value}` : name)).sort();
      const parts = [...one.childNodes].map((child) => (child.nodeType === Node.ELEMENT_NODE ? drawn(child) : child.data?.trim() && "…"));
      return `<${one.localName} ${said.join(" ")}>${[...new Set(parts)].join("")}`;
    }
    // The same whatever words stand in it, however often.
    return (one) => (one ? numbers.get(one) ?? numbers.set(one, number(drawn(one))).get(one) : 0);
  }

  const named = (one) => [one.localName, ...one.classList].join(".");
  const place = (one) => named(one.parentElement.closest(LANDMARKS) ?? one);

  function link(one) {
    const url = new URL(one.getAttribute("href"), location.href);
    const leaves = url.origin !== location.origin || one.hasAttribute("download");
    if (leaves || (one.target === "_blank" && !one.matches(".find"))) return null;
    const inside = one.matches(".find, .mark") || one.getAttribute("href").startsWith("#");
    return { kind: inside ? "press" : one.target === "stage" ? "frame" : "go", to: url.pathname + url.search };
  }

  function button(one) {
    const form = one.form;
    if (!form || one.type === "button") return { kind: "press" };
    if (form.getAttribute("method") === "get") return { kind: "ask", to: form.getAttribute("action") };
    return one.name === "action" && HARMLESS.test(one.value) ? { kind: "post" } : null;
  }

  function choice(one) {
    return one.checked || !one.closest("#look, fieldset[data-hx-post]") ? null : { kind: "press" };
  }

  const what = (one) => (one.matches("a") ? link(one) : one.matches("button") ? button(one) : one.matches("summary") ? { kind: "press" } : choice(one));

  robot.presses = (root = document) =>
    [...root.querySelectorAll("a[href], button, summary, input[type=radio]")].flatMap((one) => {
      const found = what(one);
      if (!found) return [];
      const sign = [place(one), named(one), one.localName === "a" ? one.rel : one.id || one.name, one.value ?? ""].join(" ");
      const everywhere = Boolean(one.closest("body > header, body > footer, .skip, nav.rooms"));
      const around = one.parentElement.closest(LANDMARKS) ?? one;
      return [{ one, sign, everywhere, around, to: "", ...found, words: (one.textContent || one.value).trim().slice(0, 40) }];
    });

  robot.plain = (presses, shape = builds()) => presses.map(({ one, around, ...rest }) => ({ ...rest, around: shape(around) }));

  robot.find = (sign, to, kind) => {
    const fits = robot.presses().filter((one) => one.sign === sign && one.kind === kind && (!["go", "frame"].includes(kind) || one.to === to));
    for (const { one } of fits) {
      const details = one.closest("details");
      if (details && one.localName !== "summary") details.open = true;
    }
    return fits.map(({ one }) => one).find((one) => one.checkVisibility({ visibilityProperty: true })) ?? null;
  };

  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  function middle(one) {
    const [box] = one.getClientRects();
    if (!box) return null;
    const at = [box.x + box.width / 2, box.y + box.height / 2];
    const hit = document.elementFromPoint(...at);
    const labels = [...(one.labels ?? [])];
    return one.contains(hit) || labels.some((label) => label.contains(hit)) ? at : null;
  }

  const box = (one) => JSON.stringify(one.getBoundingClientRect());
  const moves = () => document.getAnimations().some(({ playState }) => playState === "running");

  async function resting(one) {
    one.scrollIntoView({ block: "center", behavior: "instant" });
    for (let frames = 0; frames < 60; frames++) {
      const before = box(one);
      await frame();
      if (box(one) === before && !moves()) break;
    }
    return middle(one);
  }

  robot.aim = async (sign, to, kind) => {
    robot.opened = false;
    const one = robot.find(sign, to, kind);
    if (!one) return { ...robot.sight(), aimed: null };
    const asked = kind === "ask" ? robot.answered(one) : to;
    const skip = one.matches(".skip"); // which lies outside the page until it has focus
    return { ...robot.sight(), aimed: { at: skip ? null : await resting(one), to: asked, skip } };
  };

  robot.heading = async (address) => {
    const page = new DOMParser().parseFromString(await (await ask(address)).text(), "text/html");
    return page.querySelector("h1")?.textContent.trim() ?? "";
  };

  robot.answered = (one) => {
    const box = one.form.querySelector("input[type=radio], input[type=checkbox]");
    if (box && box.type === "radio" && !one.form.querySelector(`[name="${box.name}"]:checked`)) box.checked = true;
    if (box && box.type === "checkbox" && !one.form.closest(".desk")) box.checked = true;
    const url = new URL(one.form.getAttribute("action"), location.href);
    url.search = new URLSearchParams(new FormData(one.form, one));
    return url.pathname + url.search;
  };

  robot.scout = async (addresses, asStranger) => {
    const bare = (text) => text.replace(/name="(csrf|form)_token" value="[^"]*"/g, "");
    const one = async (address) => {
      const answer = await ask(address);
      const text = await answer.text();
      const url = new URL(answer.url);
      const isPage = (answer.headers.get("content-type") ?? "").startsWith("text/html");
      const page = new DOMParser().parseFromString(isPage ? text : "", "text/html");
      const shape = builds();
      const common = asStranger && bare(await (await ask(address, { credentials: "omit" })).text()) === bare(text);
      return {
        asked: address, status: answer.status, is_page: isPage && text.includes("<main"), is_common: common,
        final: url.pathname + url.search, ...whole(page),
        presses: robot.plain(robot.presses(page), shape),
        shape: shape(page.body), main: shape(page.querySelector("main")),
      };
    };
    const found = [];
    for (const address of addresses) found.push(await one(address));
    return found;
  };
})();
