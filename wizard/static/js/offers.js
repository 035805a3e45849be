// What this browser remembers of its way (memory.js), shown where it helps: where to go on, which malls are done, which is next.
(() => {
  if (!window.wayMemory) return;

  function element(tag, text, attributes = {}) {
    return Object.assign(document.createElement(tag), { textContent: text }, attributes);
  }

  function offer(memory, nav) {
    const last = Object.values(memory.malls).sort((a, b) => b.at - a.at)[0];
    const way = nav.dataset.resume ? memory.malls[nav.dataset.resume] : last;
    nav.hidden = !way?.here?.startsWith("/guides/");
    if (nav.hidden) return;
    const [go, been] = [`이어서 하기: ${way.title}`, `여기까지 했어요 · ${way.guide} ${way.place}`];
    const link = element("a", "", { href: way.here, className: nav.dataset.resume ? "button" : "card" });
    link.append(element("b", go), element("span", been));
    nav.replaceChildren(link);
    const start = nav.dataset.resume && document.querySelector("#screen .reach a[rel=next]");
    if (start) Object.assign(start, { textContent: "처음부터", className: "button soft" });
    window.htmx?.process(nav);
  }

  function tick(memory, list) {
    const links = [...list.querySelectorAll("a[data-mall]")];
    memory.list = links.map((link) => ({
      mall: link.dataset.mall,
      title: link.querySelector("b").firstChild.data.trim(),
    }));
    for (const link of links) {
      if (memory.done.includes(link.dataset.mall) && !link.querySelector(".tag.done, .tag.saved")) {
        link.querySelector("b").after(element("span", "저장했어요", { className: "tag done" }));
      }
    }
  }

  function lead(memory, link) {
    const { mall } = document.querySelector("[data-here]").dataset;
    const next = memory.list.find((one) => one.mall !== mall && !memory.done.includes(one.mall));
    if (!next || mall === "start") return;
    link.href = `/guides/${encodeURIComponent(next.mall)}`;
    link.textContent = `다음 쇼핑몰: ${next.title}`;
  }

  function look() {
    const memory = window.wayMemory.recall();
    document.querySelectorAll("ol[data-todo]").forEach((list) => tick(memory, list));
    document.querySelectorAll("a[data-next-mall]").forEach((link) => lead(memory, link));
    document.querySelectorAll("[data-resume]").forEach((nav) => offer(memory, nav));
    delete document.documentElement.dataset.way;
    window.wayMemory.keep(memory);
  }

  document.addEventListener("htmx:after:swap", look);
  look();
})();
