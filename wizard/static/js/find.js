// "어디에 있나요?" opens the lesson of the step it leads to under its box; nothing typed is touched.
(() => {
  const open = () => document.querySelector("section.found");
  const linkOf = (panel) => document.querySelector(`a[aria-controls="${panel.id}"]`);

  function close(panel, goBack) {
    const link = linkOf(panel);
    panel.remove();
    if (!link) return;
    link.setAttribute("aria-expanded", "false");
    if (goBack) link.focus();
  }

  function panelFor(link) {
    const box = link.closest(".box, fieldset");
    const panel = document.createElement("section");
    panel.className = "found";
    panel.id = "found";
    panel.tabIndex = -1;
    panel.setAttribute("aria-label", link.textContent);
    panel.innerHTML = '<button type="button" class="quiet" data-close>닫기</button><div>안내를 불러오고 있어요.</div>';
    link.setAttribute("aria-controls", panel.id);
    link.setAttribute("aria-expanded", "true");
    box.append(panel);
    return panel;
  }

  async function show(link) {
    const panel = panelFor(link);
    panel.focus({ preventScroll: true });
    const place = panel.querySelector("div");
    try {
      const response = await fetch(`${link.pathname}/lesson${link.search}`);
      if (!response.ok) throw new Error(response.statusText);
      place.innerHTML = await response.text();
    } catch {
      place.textContent = "안내를 불러오지 못했어요. 인터넷 연결을 보고 다시 눌러 주세요.";
    }
    if (!panel.isConnected) return;
    (place.querySelector("h2") ?? panel).focus({ preventScroll: true });
    panel.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.find");
    if (event.target.closest(".found [data-close]")) return close(open(), true);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const [panel, mine] = [open(), link.getAttribute("aria-expanded") === "true"];
    if (panel) close(panel, mine);
    for (const other of document.querySelectorAll("a.find[aria-controls]")) other.removeAttribute("aria-controls");
    if (!mine) show(link);
  });

  document.addEventListener("keydown", (event) => {
    const panel = open();
    if (event.key !== "Escape" || !panel) return;
    if (panel.contains(event.target) || event.target === linkOf(panel)) close(panel, true);
  });
})();
