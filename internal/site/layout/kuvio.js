// Search, and the figure that areas are added to. Every page can be read without.
var kuvioFound = null, kuvioData = null;
function kuvioIndex(all) { kuvioFound = all; }
function kuvioLines(data) { kuvioData = data; }

(function () {
  function fold(s) {
    return s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }
  function make(name, attributes, text) {
    var e = document.createElement(name);
    for (var key in attributes || {}) e.setAttribute(key, attributes[key]);
    if (text !== undefined) e.textContent = text;
    return e;
  }
  function draw(name, attributes, text) {
    var e = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (var key in attributes || {}) e.setAttribute(key, attributes[key]);
    if (text !== undefined) e.textContent = text;
    return e;
  }

  function search() {
    var box = document.querySelector(".search");
    if (!box) return;
    var home = document.body.dataset.home, input = box.querySelector("input");
    var list = box.querySelector(".hits"), count = box.querySelector(".count"), asked = false;
    box.hidden = false;
    function load() {
      if (asked) return;
      asked = true;
      var script = make("script", { src: home + "haku.js" });
      script.onload = show;
      document.head.appendChild(script);
    }
    function show() {
      var words = fold(input.value).split(/\s+/).filter(Boolean);
      list.textContent = "";
      list.hidden = true;
      count.textContent = "";
      if (!words.length || !kuvioFound) return;
      var hits = kuvioFound.filter(function (e) {
        e.folded = e.folded || fold(e.n + " " + (e.o || ""));
        return words.every(function (w) { return e.folded.indexOf(w) >= 0; });
      });
      hits.forEach(function (e) { e.first = fold(e.n).indexOf(words[0]) === 0 ? 0 : 1; });
      hits.sort(function (a, b) { return a.first - b.first || a.n.length - b.n.length; });
      count.textContent = hits.length ? hits.length + " " + box.dataset.hits : box.dataset.none;
      hits.slice(0, 30).forEach(function (e) {
        var item = make("li"), link = make("a", { href: home + e.p + ".html" }, e.n);
        if (e.w) link.appendChild(make("span", { "class": "small" }, " " + e.w));
        item.appendChild(link);
        list.appendChild(item);
      });
      list.hidden = !hits.length;
    }
    input.addEventListener("focus", load);
    input.addEventListener("input", function () { load(); show(); });
    box.addEventListener("keydown", function (event) {
      var links = Array.prototype.slice.call(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
      if (event.key === "Escape") { list.hidden = true; input.focus(); }
      if (event.key === "ArrowDown" && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
      if (event.key === "ArrowUp" && links.length) { event.preventDefault(); if (at > 0) links[at - 1].focus(); else input.focus(); }
      if (event.key === "Enter" && document.activeElement === input && links.length) { event.preventDefault(); links[0].click(); }
    });
    box.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) list.hidden = true;
    });
  }

  function picker(box) {
    var d = kuvioData, w = d.words, chosen = [];
    var decimal = new Intl.NumberFormat(w.lang, { minimumFractionDigits: d.decimals, maximumFractionDigits: d.decimals });
    var select = make("select", { id: "valitse" }), list = make("ul", { "aria-label": w.chosen }), place = make("div");
    select.appendChild(make("option", { value: "" }, w.hint));
    var groups = {};
    d.areas.forEach(function (a, i) {
      if (i === 0 && a.file === "maa") return;
      if (!groups[a.group]) {
        groups[a.group] = make("optgroup", { label: a.group });
        select.appendChild(groups[a.group]);
      }
      groups[a.group].appendChild(make("option", { value: i }, a.name));
    });
    box.appendChild(make("label", { "for": "valitse" }, w.choose));
    box.appendChild(select);
    box.appendChild(list);
    box.appendChild(place);
    box.hidden = false;
    function add(i) {
      if (chosen.indexOf(i) < 0) chosen.push(i);
      if (chosen.length > 5) chosen.shift();
      show();
    }
    select.addEventListener("change", function () {
      if (select.value !== "") add(+select.value);
      select.value = "";
    });
    function show() {
      list.textContent = "";
      place.textContent = "";
      Array.prototype.forEach.call(document.querySelectorAll("tr.marked"), function (row) { row.classList.remove("marked"); });
      chosen.forEach(function (i) {
        var item = make("li"), button = make("button", { type: "button" }, w.remove);
        button.setAttribute("aria-label", w.remove + ": " + d.areas[i].name);
        button.addEventListener("click", function () {
          chosen.splice(chosen.indexOf(i), 1);
          show();
          select.focus();
        });
        item.appendChild(make("a", { href: "../alue/" + d.areas[i].file + ".html" }, d.areas[i].name));
        item.appendChild(document.createTextNode(" "));
        item.appendChild(button);
        list.appendChild(item);
        var row = document.getElementById(d.areas[i].file);
        if (row) row.classList.add("marked");
      });
      if (!chosen.length) return;
      var shown = chosen.slice();
      if (d.areas[0].file === "maa") shown.unshift(0);
      place.appendChild(figure(shown));
      place.appendChild(table(shown));
      try { history.replaceState(null, "", "#" + d.areas[chosen[chosen.length - 1]].file); } catch (e) { /* not from every folder */ }
    }
    function written(v) { return v === null ? "" : v === "s" ? w.suppressed : v === "m" ? w.missing : decimal.format(v).replace("-", "\u2212"); }

    function table(shown) {
      var box = make("div", { "class": "scroll", tabindex: "0", role: "region", "aria-label": w.chosen }), t = make("table"), head = make("tr");
      head.appendChild(make("th", { scope: "col" }, w.year));
      shown.forEach(function (i) { head.appendChild(make("th", { scope: "col", "class": "n" }, d.areas[i].name)); });
      t.appendChild(make("thead")).appendChild(head);
      var body = t.appendChild(make("tbody"));
      d.periods.forEach(function (period, k) {
        var row = make("tr");
        row.appendChild(make("th", { scope: "row" }, period));
        shown.forEach(function (i) { row.appendChild(make("td", { "class": "n" }, written(d.areas[i].values[k]))); });
        body.appendChild(row);
      });
      box.appendChild(t);
      var details = make("details");
      details.appendChild(make("summary", {}, w.table));
      details.appendChild(box);
      return details;
    }

    function figure(shown) {
      var wide = Math.max(300, Math.min(736, box.clientWidth || 720)), small = wide < 560, high = small ? 260 : 340;
      var left = 52, right = small ? 104 : 170, top = 16, bottom = 28, all = [];
      shown.forEach(function (i) { d.areas[i].values.forEach(function (v) { if (typeof v === "number") all.push(v); }); });
      var svg = draw("svg", { viewBox: "0 0 " + wide + " " + high, role: "img", "aria-label": shown.map(function (i) { return d.areas[i].name; }).join(", ") + (d.unit ? ", " + d.unit : "") });
      if (!all.length) return svg;
      var low = Math.min.apply(null, all), most = Math.max.apply(null, all);
      if (low > 0 && low < most / 3) low = 0;
      var step = nice((most - low || Math.abs(most) || 1) / 5);
      low = Math.floor(low / step) * step;
      most = Math.max(Math.ceil(most / step) * step, low + step);
      var first = d.times[0], last = d.times[d.times.length - 1];
      function x(t) { return left + (last > first ? (t - first) / (last - first) : 0) * (wide - left - right); }
      function y(v) { return top + (most - v) / (most - low) * (high - top - bottom); }
      var places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
      var tick = new Intl.NumberFormat(w.lang, { minimumFractionDigits: places, maximumFractionDigits: places });
      for (var v = low; v <= most + step / 2; v += step) {
        svg.appendChild(draw("line", { "class": "rule", x1: left, x2: wide - right, y1: y(v), y2: y(v) }));
        svg.appendChild(draw("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, tick.format(Math.abs(v) < step / 1e6 ? 0 : v).replace("-", "\u2212") + (v + step > most + step / 2 && d.unit === "%" ? "\u00a0%" : "")));
      }
      var every = Math.ceil(d.periods.length / (small ? 4 : 9));
      d.periods.forEach(function (p, k) {
        if ((d.periods.length - 1 - k) % every === 0) svg.appendChild(draw("text", { x: x(d.times[k]), y: high - 8, "text-anchor": "middle" }, p));
      });
      var labels = [];
      shown.forEach(function (i, n) {
        var colour = "c" + (i === 0 && d.areas[0].file === "maa" ? 0 : chosen.indexOf(i) + 1), end = null;
        parts(d.areas[i].values).forEach(function (part) {
          svg.appendChild(draw("polyline", { "class": "line " + colour, points: part.map(function (k) { return x(d.times[k]).toFixed(1) + "," + y(d.areas[i].values[k]).toFixed(1); }).join(" ") }));
          if (part.length === 1) svg.appendChild(draw("circle", { "class": colour, r: 2.5, cx: x(d.times[part[0]]), cy: y(d.areas[i].values[part[0]]) }));
          end = part[part.length - 1];
        });
        if (end !== null) labels.push({ y: y(d.areas[i].values[end]), name: d.areas[i].name, colour: colour });
      });
      labels.sort(function (a, b) { return a.y - b.y; });
      labels.forEach(function (l, n) {
        if (n && l.y < labels[n - 1].y + 15) l.y = labels[n - 1].y + 15;
        svg.appendChild(draw("line", { "class": "line " + l.colour, x1: wide - right + 6, x2: wide - right + 26, y1: l.y, y2: l.y }));
        svg.appendChild(draw("text", { "class": "name", x: wide - right + 30, y: l.y + 4 }, short(l.name, small ? 10 : 22)));
      });
      return svg;
    }

    // parts are the places of values between which a line may be drawn.
    function parts(values) {
      var all = [], step = Infinity, before = null;
      for (var k = 1; k < d.times.length; k++) step = Math.min(step, d.times[k] - d.times[k - 1]);
      values.forEach(function (v, k) {
        if (typeof v !== "number") return;
        var begins = before === null || d.times[k] - d.times[before] > 1.5 * step || (d.seams || []).some(function (s) { return d.times[before] < s && s <= d.times[k]; });
        if (begins) all.push([]);
        all[all.length - 1].push(k);
        before = k;
      });
      return all;
    }

    function short(name, most) { return name.length > most ? name.slice(0, most - 1) + "…" : name; }

    function nice(raw) {
      var power = Math.pow(10, Math.floor(Math.log10(raw))), r = raw / power;
      return power * (r <= 1 ? 1 : r <= 2 ? 2 : r <= 5 ? 5 : 10);
    }

    function mark() {
      var file = decodeURIComponent(location.hash.slice(1));
      d.areas.forEach(function (a, i) { if (a.file === file && file !== "maa") add(i); });
    }
    window.addEventListener("hashchange", mark);
    mark();
  }

  document.addEventListener("DOMContentLoaded", function () {
    search();
    var box = document.querySelector(".picker");
    if (box && kuvioData && kuvioData.areas.length > 1) picker(box);
  });
})();
