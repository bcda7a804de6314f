// Draws the schedule, or the chart, of the reader's own run: the same drawing, byte for byte, as hornbook makes of
// the recorded output (preprocessors/listings/src/drawing); what is changed there is changed here. A listing tells
// of its runs by the events `hornbook:run` and `hornbook:reset`.
(() => {
  'use strict';

  // ---- the lines that are drawn

  const UNITS = ['', 'ns', 'us', 'ms', 's'];
  const MOST = 400, LANES = 24, SERIES = 6, WORKS = 12, WAITS = 4, ROWS = 48, LONGEST = 80, LARGEST = 1e12, DECIMALS = 9;
  const IDLE = ['blocked', 'idle', 'idles', 'parked', 'queued', 'sleep', 'sleeping', 'sleeps', 'wait', 'waiting', 'waits'];

  // The first thing that is wrong with an output ends it; the build tells of more.
  const wrong = message => { throw new SyntaxError(message); };
  const trim = text => text.replace(/^ +| +$/g, '');
  const printable = text => [...text.replace(/[\t\r\n]/g, ' ')].map(c => {
    const code = c.codePointAt(0);
    const known = code >= 0x20 && (code < 0x7f || code > 0x9f) && (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff;
    return known ? c : '\ufffd';
  }).join('');

  function read(text, word, add) {
    let count = 0;
    text.split('\n').forEach((line, index) => {
      if (!line.startsWith(word)) return;
      count += 1;
      try {
        if (count > MOST) wrong(`there are more than ${MOST} lines \`${word}\``);
        add(printable(line.slice(word.length)));
      } catch (error) {
        throw error instanceof SyntaxError ? new SyntaxError(`line ${index + 1}: ${error.message}`) : error;
      }
    });
    if (!count) wrong(`no line of the output begins with \`${word}\``);
  }

  function fields(text, count, form) {
    const all = text.split('|');
    const parts = [...all.slice(0, count - 1), ...(all.length < count ? [] : [all.slice(count - 1).join('|')])].map(trim);
    if (parts.length < count || parts.some(it => !it)) wrong(`it should be \`${form}\``);
    if (parts.some(it => [...it].length > LONGEST)) wrong(`a part of it has more than ${LONGEST} characters`);
    return parts;
  }

  function number(text) {
    const match = /^-?[0-9]+(?:\.([0-9]+))?$/.exec(text) || wrong(`\`${text}\` is no number`);
    const value = Number(text) + 0;
    if (Math.abs(value) >= LARGEST || (match[1] || '').length > DECIMALS) wrong(`\`${text}\` has too many digits`);
    return { value, text, decimals: (match[1] || '').length };
  }

  function place(items, is, make, most, called) {
    const at = items.findIndex(is);
    if (at >= 0) return at;
    if (items.length === most) wrong(`there are more than ${most} ${called}`);
    return items.push(make()) - 1;
  }

  function time(text, schedule) {
    const at = text.search(/[^0-9.\-]/);
    const written = trim(at < 0 ? text : text.slice(0, at));
    const unit = trim(at < 0 ? '' : text.slice(at));
    let it;
    try { it = number(written); } catch { wrong(`\`${text}\` is no time`); }
    if (it.value < 0) wrong(`\`${text}\` is below 0`);
    if (!UNITS.includes(unit)) wrong(`\`${unit}\` is no unit of time: ns, us, ms and s are`);
    schedule.unit ??= unit;
    if (schedule.unit !== unit) wrong(`\`${text}\` is not in the unit of the times before it`);
    return it;
  }

  function kindOf(kinds, what) {
    const idle = IDLE.includes(what.split(' ')[0].replace(/[A-Z]/g, it => it.toLowerCase()));
    const index = kinds.filter(it => it.idle === idle).length;
    const [most, called] = idle ? [WAITS, 'ways to wait'] : [WORKS, 'things that lanes do'];
    if (index === most && !kinds.some(it => it.what === what)) wrong(`there are more than ${most} ${called}`);
    return place(kinds, it => it.what === what, () => ({ what, idle, index }), WORKS + WAITS, called);
  }

  function schedule(text) {
    const all = { unit: null, kinds: [], lanes: [] };
    read(text, 'event:', line => {
      const [name, from, to, what] = fields(line, 4, 'event: LANE | START | END | WHAT');
      const start = time(from, all);
      const end = time(to, all);
      if (end.value < start.value) wrong(`END \`${to}\` is before START \`${from}\``);
      const kind = kindOf(all.kinds, what);
      all.lanes[place(all.lanes, it => it.name === name, () => ({ name, bars: [] }), LANES, 'lanes')].bars.push({ start, end, kind });
    });
    all.lanes.forEach(stack);
    if (all.lanes.reduce((sum, it) => sum + it.rows, 0) > ROWS) wrong(`more than ${ROWS} bars would be side by side`);
    return all;
  }

  function stack(lane) {
    lane.bars.sort((a, b) => a.start.value - b.start.value || a.end.value - b.end.value);
    const ends = [];
    for (const bar of lane.bars) {
      const free = ends.findIndex(end => end <= bar.start.value);
      bar.row = free < 0 ? ends.length : free;
      ends[bar.row] = bar.end.value;
    }
    lane.rows = ends.length;
  }

  function plot(text, chart) {
    const all = [];
    read(text, 'point:', line => {
      const [name, ...numbers] = fields(line, 3, 'point: SERIES | X | Y');
      const [x, y] = numbers.map(number);
      for (const [log, { value, text }] of [[chart.xLog, x], [chart.yLog, y]]) {
        if (log && value <= 0) wrong(`\`${text}\` has no place on a logarithmic axis`);
      }
      all[place(all, it => it.name === name, () => ({ name, points: [] }), SERIES, 'series')].points.push({ x, y });
    });
    all.forEach(it => it.points.sort((a, b) => a.x.value - b.x.value));
    return all;
  }

  // ---- how a drawing is written

  const WIDTH = 480, MARGIN = 8, TEXT = 14, SMALL = 13, TITLE = 16, TITLE_LINE = 21, BOLD = 1.12;
  const FONTS = 'Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif';
  const INK = '#2a2723', SOFT = '#5f574c', LINE = '#ddd4c4', PAPER = '#fefcf7';
  const SOFTLY = `class="soft" font-size="${SMALL}" fill="${SOFT}"`;
  const WIDTHS = [['fijlrtI.,:;\'|!()[]/ ', 360], ['mwMW@%', 950], ['ABCDEFGHJKLNOPQRSTUVXYZ&_', 720]];

  const num = value => String(Math.floor(value * 10 + 0.5) / 10);
  const escape = text => printable(text).replace(/[&<>"']/g, it => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' }[it]};`);
  const width = (text, size) => [...text].reduce((sum, c) =>
    sum + (WIDTHS.find(it => it[0].includes(c))?.[1] ?? (c.codePointAt(0) >= 0x1100 ? 1000 : 610)), 0) * size / 1000;

  function fit(text, room, size) {
    if (width(text, size) <= room) return text;
    const kept = [...text];
    while (kept.length && width(kept.join(''), size) + size > room) kept.pop();
    return `${kept.join('').replace(/ +$/, '')}…`;
  }

  function wrap(text, room, size) {
    const lines = [];
    for (const word of text.split(' ').filter(it => it)) {
      const line = lines.at(-1);
      if (lines.length && width(`${line} ${word}`, size) <= room) lines[lines.length - 1] = `${line} ${word}`;
      else lines.push(word);
    }
    return lines;
  }

  // Lines of markup, and where what follows the title begins.
  function begin(title) {
    const svg = [];
    let y = MARGIN + 12;
    for (const line of wrap(title, WIDTH - 2 * MARGIN, TITLE * BOLD)) {
      write(svg, MARGIN, y, `font-size="${TITLE}" font-weight="bold"`, line);
      y += TITLE_LINE;
    }
    return [svg, y - 8];
  }

  const write = (svg, x, y, look, text) => svg.push(`<text x="${num(x)}" y="${num(y)}"${look && ' '}${look}>${escape(text)}</text>`);

  const finish = (svg, kind, title, words, height) =>
    `<svg xmlns="http://www.w3.org/2000/svg" class="drawing drawing-${kind}" width="${WIDTH}" height="${num(height)}" `
    + `viewBox="0 0 ${WIDTH} ${num(height)}" role="img" font-family="${FONTS}" font-size="${TEXT}" fill="${INK}">\n`
    + `<title>${escape(title)}</title>\n<desc>${escape(words)}</desc>\n${svg.map(it => `${it}\n`).join('')}</svg>`;

  // ---- what tells things apart

  const TONES = [
    ['blue', '#2b5c8a', '#d5dfe9'], ['ochre', '#96600a', '#f0cf86'], ['green', '#2f6b45', '#d3e6d0'],
    ['plum', '#7c2a5b', '#ead3e0'], ['teal', '#14606b', '#cde3e5'], ['red', '#a3321d', '#f3d3ca'],
  ].map(([name, ink, tint]) => ({ name, ink, tint }));
  const APART = 7;
  const PATTERNS = [
    () => '',
    area => `d="${slanted(area, false)}"`,
    dots,
    stripes,
    lines,
    area => `d="${slanted(area, false)}${slanted(area, true)}"`,
  ];
  const DASHED = ['4 4', '1.5 3.5', '10 4', '9 3 2 3'];
  const DASHES = ['none', '7 4', '2 3', '11 4 2 4', '14 3', '4 2'];
  const SHAPES = [
    'm-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z',
    'm-3.7 -3.7h7.4v7.4h-7.4z',
    'm0 -4.8l4.6 8h-9.2z',
    'm0 -5.2l5.2 5.2l-5.2 5.2l-5.2 -5.2z',
    'm0 4.8l4.6 -8h-9.2z',
    'm-1.5 -5h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z',
  ];

  const toneOf = index => TONES[index % TONES.length];

  function openTone(svg, index) {
    const { name, ink, tint } = toneOf(index);
    svg.push(`<g class="tone ${name}" fill="${tint}" stroke="${ink}">`);
  }

  function drawBar(svg, index, area) {
    const at = `x="${num(area.x)}" y="${num(area.y)}" width="${num(area.width)}" height="${num(area.height)}" rx="${area.width < 6 ? 0 : 3}"`;
    const mark = PATTERNS[(index + Math.floor(index / TONES.length) * 3) % PATTERNS.length](area);
    svg.push(mark ? `<rect ${at}/><path fill="none" ${mark}/>` : `<rect class="full" ${at} fill="${toneOf(index).ink}"/>`);
  }

  function slanted({ x, y, width, height }, mirrored) {
    let path = '';
    const across = it => mirrored ? x + width - it : x + it;
    for (let at = APART / 2; at < width + height; at += APART) {
      const high = at <= width ? [at, 0] : [width, at - width];
      const low = at >= height ? [at - height, height] : [0, at];
      path += `M${num(across(high[0]))} ${num(y + high[1])}L${num(across(low[0]))} ${num(y + low[1])}`;
    }
    return path;
  }

  function dots(area) {
    let path = '';
    let column = 0;
    for (let x = area.x + APART / 2; x <= area.x + area.width - 2; x += APART / 2) {
      for (let y = area.y + (column % 2 ? 4 + APART / 2 : 4); y <= area.y + area.height - 2.5; y += APART) {
        path += `M${num(x)} ${num(y)}h.1`;
      }
      column += 1;
    }
    return `stroke-width="2.4" stroke-linecap="round" d="${path}"`;
  }

  function stripes(area) {
    let path = '';
    for (let x = area.x + APART / 2; x < area.x + area.width; x += APART) path += `M${num(x)} ${num(area.y)}v${num(area.height)}`;
    return `stroke-width="2" d="${path}"`;
  }

  function lines(area) {
    const each = [1, 2, 3].map(it => `M${num(area.x)} ${num(area.y + area.height * it / 4)}h${num(area.width)}`);
    return `d="${each.join('')}"`;
  }

  // ---- axes with round ticks: a round number is [1, 2 or 5, a power of ten]

  const POWERS = Array.from({ length: 26 }, (_, index) => index - 10);
  const ROUND = POWERS.flatMap(power => [1, 2, 5].map(it => [it, power]));
  const FLATTEST = 1e-6, BETWEEN = 14;

  const value = (round, times) => Number(`${round[0] * times}e${round[1]}`);
  const tick = (round, times) => [value(round, times), label(round[0] * times, round[1])];
  const step = (span, count) => ROUND.find(it => value(it, 1) * count >= span) || [5, 15];
  const range = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

  function label(number, power) {
    if (!number) return '0';
    const sign = number < 0 ? '−' : '';
    const digits = String(Math.abs(number));
    if (power >= 0) return sign + digits + '0'.repeat(power);
    const long = digits.padStart(1 - power, '0');
    const part = long.slice(power).replace(/0+$/, '');
    return sign + long.slice(0, power) + (part && `.${part}`);
  }

  function firstThatFits(choices, room, make) {
    let axis;
    for (const choice of choices) {
      axis = make(choice);
      if (axis.ticks.reduce((sum, it) => sum + (width(it[1], SMALL) + BETWEEN), 0) <= room) break;
    }
    return axis;
  }

  function timeAxis(end, room) {
    const high = end > 0 ? end : 1;
    return firstThatFits([6, 5, 4, 3, 2], room, count => {
      const size = step(high, count);
      return { low: 0, high, ticks: range(0, Math.floor(high / value(size, 1))).map(it => tick(size, it)) };
    });
  }

  function linear(least, greatest, zero, room) {
    const near = zero || (least >= 0 && least <= greatest / 2);
    const low = near ? Math.min(least, 0) : least;
    const high = near ? Math.max(greatest, 0) : greatest;
    const span = Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) * FLATTEST) || 1;
    return firstThatFits([6, 5, 4, 3, 2], room, count => {
      const size = step(span, count);
      const first = Math.floor(low / value(size, 1));
      const last = Math.max(Math.ceil(high / value(size, 1)), first + 1);
      return { low: value(size, first), high: value(size, last), ticks: range(first, last).map(it => tick(size, it)) };
    });
  }

  function logarithmic(low, high, room) {
    const first = Math.max(ROUND.findLastIndex(it => value(it, 1) <= low), 0);
    const end = ROUND.findIndex(it => value(it, 1) >= high);
    const last = Math.min(Math.max(end < 0 ? ROUND.length - 1 : end, first + 1), ROUND.length - 1);
    const between = ROUND.slice(first, last + 1);
    return firstThatFits([0, 1, 2, 3, 5, 9], room, every => ({
      low: value(between[0], 1),
      high: value(between.at(-1), 1),
      log: true,
      ticks: between.filter(it => !every || (it[0] === 1 && it[1] % every === 0)).map(it => tick(it, 1)),
    }));
  }

  function at(axis, value, from, to) {
    const on = it => axis.log ? Math.log10(it) : it;
    return from + (on(value) - on(axis.low)) / (on(axis.high) - on(axis.low)) * (to - from);
  }

  // ---- the schedule as bars

  const BAR = 26, WITHIN = 4, BETWEEN_LANES = 12, NAMES = 132, BEHIND = 18, NARROWEST = 1.6;
  const heightOf = lane => lane.rows * (BAR + WITHIN) - WITHIN;

  function timeline(title, text) {
    const all = schedule(text);
    const [svg, above] = begin(title);
    const lay = layOut(all, above + 12);
    grid(svg, lay);
    all.kinds.forEach((kind, index) => {
      openKind(svg, kind);
      bars(all).filter(it => it[1].kind === index).forEach(([lane, bar]) => sample(svg, kind, areaOf(lay, lane, bar)));
      svg.push('</g>');
    });
    inscriptions(svg, all, lay);
    all.lanes.forEach((lane, index) =>
      write(svg, MARGIN, lay.lanes[index] + heightOf(lane) / 2 + 5, '', fit(lane.name, NAMES, TEXT)));
    const height = kindLegend(svg, all.kinds, drawTime(svg, all.unit, lay));
    return {
      svg: finish(svg, 'timeline', title, scheduleWords(all), height),
      columns: ['Lane', 'What', `Start (${unitWord(all.unit)})`, `End (${unitWord(all.unit)})`],
      rows: bars(all).map(([lane, bar]) => [all.lanes[lane].name, all.kinds[bar.kind].what, bar.start.text, bar.end.text]),
    };
  }

  const bars = all => all.lanes.flatMap((lane, index) => lane.bars.map(bar => [index, bar]));

  function layOut(all, top) {
    const left = MARGIN + Math.min(Math.max(...all.lanes.map(it => width(it.name, TEXT))), NAMES) + 12;
    const right = WIDTH - MARGIN - BEHIND;
    let y = top;
    const lanes = all.lanes.map(lane => {
      const own = y;
      y += heightOf(lane) + BETWEEN_LANES;
      return own;
    });
    const end = bars(all).reduce((high, it) => Math.max(high, it[1].end.value), 0);
    return { axis: timeAxis(end, right - left), left, right, top, lanes, bottom: y - BETWEEN_LANES + 10 };
  }

  function grid(svg, lay) {
    svg.push(`<g class="grid" fill="none" stroke="${LINE}">`);
    for (const [value] of lay.axis.ticks) {
      svg.push(`<path d="M${num(at(lay.axis, value, lay.left, lay.right))} ${num(lay.top - 6)}v${num(lay.bottom - lay.top + 6)}"/>`);
    }
    svg.push('</g>');
  }

  function areaOf(lay, lane, bar) {
    const [from, to] = [bar.start, bar.end].map(it => at(lay.axis, it.value, lay.left, lay.right));
    return { x: from + 0.5, y: lay.lanes[lane] + bar.row * (BAR + WITHIN), width: Math.max(to - from - 1, NARROWEST), height: BAR };
  }

  function openKind(svg, kind) {
    if (!kind.idle) openTone(svg, kind.index);
    else svg.push(`<g class="idle" fill="none" stroke="${SOFT}" stroke-width="1.6" stroke-dasharray="${DASHED[kind.index]}">`);
  }

  function sample(svg, kind, area) {
    if (!kind.idle) drawBar(svg, kind.index, area);
    else svg.push(`<path d="M${num(area.x)} ${num(area.y + area.height / 2)}h${num(area.width)}"/>`);
  }

  function inscriptions(svg, all, lay) {
    svg.push(`<g font-size="${SMALL}" text-anchor="middle">`);
    for (const [lane, bar] of bars(all)) {
      const kind = all.kinds[bar.kind];
      const area = areaOf(lay, lane, bar);
      const wide = width(kind.what, SMALL) + 8;
      if (wide + 10 > area.width) continue;
      const [x, y] = [area.x + area.width / 2, area.y + area.height / 2];
      const plate = `x="${num(x - wide / 2)}" y="${num(y - 9)}" width="${num(wide)}" height="18" rx="2"`;
      const tone = toneOf(kind.index);
      svg.push(kind.idle ? `<rect class="paper" ${plate} fill="${PAPER}"/>` : `<rect class="plate ${tone.name}" ${plate} fill="${tone.tint}"/>`);
      write(svg, x, y + 4.5, '', kind.what);
    }
    svg.push('</g>');
  }

  function drawTime(svg, unit, { axis, left, right, bottom: y }) {
    const end = right + BEHIND - 2;
    svg.push(`<path class="axis" d="M${num(left)} ${num(y)}H${num(end - 6)}" fill="none" stroke="${INK}" stroke-width="1.3"/>`);
    svg.push(`<path class="ink" d="M${num(end)} ${num(y)}l-7 3.8v-7.6z"/>`);
    for (const [value, words] of axis.ticks) write(svg, at(axis, value, left, right), y + 17, `${SOFTLY} text-anchor="middle"`, words);
    write(svg, WIDTH - MARGIN, y + 35, `${SOFTLY} text-anchor="end"`, `time in ${unitWord(unit)}`);
    return y + 35;
  }

  function kindLegend(svg, kinds, above) {
    let [x, y] = [MARGIN, above + 14];
    for (const kind of kinds) {
      if (x > MARGIN && 26 + 8 + width(kind.what, TEXT) > WIDTH - MARGIN - x) [x, y] = [MARGIN, y + 26];
      const what = fit(kind.what, WIDTH - MARGIN - x - 26 - 8, TEXT);
      openKind(svg, kind);
      sample(svg, kind, { x, y, width: 26, height: 16 });
      svg.push('</g>');
      write(svg, x + 26 + 8, y + 13, '', what);
      x += 26 + 8 + width(what, TEXT) + 20;
    }
    return y + 16 + MARGIN;
  }

  // ---- numbers as lines

  const FIELD = 210, SAMPLE = 34, REFERENCE = '5 4';

  function chart(wish, text) {
    const all = plot(text, wish);
    const [svg, above] = begin(wish.title);
    const lay = field(wish, all, above + 32);
    fieldGrid(svg, wish, lay);
    all.forEach((series, index) => {
      const reference = series.name === wish.reference;
      const places = series.points.map(({ x, y }) => [lay.x(x.value), lay.y(y.value)]);
      openSeries(svg, index, reference);
      drawLine(svg, index, reference, places);
      if (!reference) svg.push(`<path stroke="none" d="${places.map(it => point(index, ...it)).join('')}"/>`);
      svg.push('</g>');
    });
    axes(svg, wish, lay);
    const height = seriesLegend(svg, wish, all, lay.bottom + 50);
    return {
      svg: finish(svg, 'chart', wish.title, chartWords(wish, all), height),
      columns: ['Series', wish.x, wish.y],
      rows: all.flatMap(series => series.points.map(({ x, y }) => [series.name, x.text, y.text])),
    };
  }

  function field(wish, all, top) {
    const ends = axis => all.flatMap(it => it.points).reduce(([low, high], it) =>
      [Math.min(low, it[axis].value), Math.max(high, it[axis].value)], [Infinity, -Infinity]);
    const yAxis = wish.yLog ? logarithmic(...ends('y'), 2 * FIELD) : linear(...ends('y'), true, 2 * FIELD);
    const left = MARGIN + Math.max(0, ...yAxis.ticks.map(it => width(it[1], SMALL))) + 10;
    const right = WIDTH - MARGIN - 10;
    const xAxis = wish.xLog ? logarithmic(...ends('x'), right - left) : linear(...ends('x'), false, right - left);
    const bottom = top + FIELD;
    return {
      xAxis, yAxis, left, right, top, bottom,
      x: value => at(xAxis, value, left, right),
      y: value => at(yAxis, value, bottom, top),
    };
  }

  function fieldGrid(svg, wish, lay) {
    write(svg, MARGIN, lay.top - 14, SOFTLY, wish.y);
    svg.push(`<g class="grid" fill="none" stroke="${LINE}">`);
    for (const [value] of lay.yAxis.ticks) svg.push(`<path d="M${num(lay.left)} ${num(lay.y(value))}h${num(lay.right - lay.left)}"/>`);
    svg.push('</g>');
  }

  function axes(svg, wish, lay) {
    const ticks = lay.xAxis.ticks.map(([value]) => `M${num(lay.x(value))} ${num(lay.bottom)}v5`).join('');
    const path = `M${num(lay.left)} ${num(lay.top)}V${num(lay.bottom)}H${num(lay.right)}${ticks}`;
    svg.push(`<path class="axis" d="${path}" fill="none" stroke="${INK}" stroke-width="1.3"/>`);
    for (const [value, words] of lay.yAxis.ticks) write(svg, lay.left - 7, lay.y(value) + 4.5, `${SOFTLY} text-anchor="end"`, words);
    for (const [value, words] of lay.xAxis.ticks) write(svg, lay.x(value), lay.bottom + 20, `${SOFTLY} text-anchor="middle"`, words);
    write(svg, lay.right, lay.bottom + 39, `${SOFTLY} text-anchor="end"`, wish.x);
  }

  function openSeries(svg, index, reference) {
    const { name, ink } = toneOf(index);
    svg.push(reference ? `<g class="idle" fill="none" stroke="${SOFT}" stroke-width="1.4">`
      : `<g class="series ${name}" fill="${ink}" stroke="${ink}" stroke-width="1.8">`);
  }

  const drawLine = (svg, index, reference, places) =>
    svg.push(`<path fill="none" stroke-dasharray="${reference ? REFERENCE : DASHES[index % DASHES.length]}" d="M${places.map(it => it.map(num).join(' ')).join('L')}"/>`);

  const point = (index, x, y) => `M${num(x)} ${num(y)}${SHAPES[index % SHAPES.length]}`;

  function seriesLegend(svg, wish, all, above) {
    let [x, y] = [MARGIN, above + 14];
    all.forEach((series, index) => {
      if (x > MARGIN && width(series.name, TEXT) > WIDTH - MARGIN - x - SAMPLE - 8) [x, y] = [MARGIN, y + 24];
      const name = fit(series.name, WIDTH - MARGIN - x - SAMPLE - 8, TEXT);
      const reference = series.name === wish.reference;
      openSeries(svg, index, reference);
      drawLine(svg, index, reference, [[x, y], [x + SAMPLE, y]]);
      if (!reference) svg.push(`<path stroke="none" d="${point(index, x + SAMPLE / 2, y)}"/>`);
      svg.push('</g>');
      write(svg, x + SAMPLE + 8, y + 5, '', name);
      x += SAMPLE + 8 + width(name, TEXT) + 20;
    });
    return y + 8 + MARGIN;
  }

  // ---- the same in words

  const EACH = 6;
  const unitWord = unit => unit || 'ticks';

  function scheduleWords(all) {
    let last = { value: 0, text: '0' };
    for (const [, { end }] of bars(all)) if (end.value > last.value) last = end;
    const unit = unitWord(all.unit);
    const places = Math.max(0, ...bars(all).flatMap(it => [it[1].start.decimals, it[1].end.decimals]));
    const lanes = all.lanes.map(lane => {
      const did = lane.bars.length > EACH ? sums(all, lane, unit, places)
        : lane.bars.map(bar => `${all.kinds[bar.kind].what} from ${bar.start.text} to ${bar.end.text} ${unit}`);
      return ` ${lane.name}: ${did.join('; ')}.`;
    });
    return `A timeline of ${all.lanes.length} ${all.lanes.length === 1 ? 'lane' : 'lanes'}, from 0 to ${last.text} ${unit}.${lanes.join('')}`;
  }

  const sums = (all, lane, unit, places) => all.kinds.flatMap((kind, index) => {
    const own = lane.bars.filter(it => it.kind === index);
    const sum = decimal(own.reduce((sum, it) => sum + (it.end.value - it.start.value), 0), places);
    if (!own.length) return [];
    return [own.length === 1 ? `${kind.what} once, ${sum} ${unit}` : `${kind.what} ${own.length} times, ${sum} ${unit} in all`];
  });

  function decimal(value, places) {
    const scaled = places => Math.floor(value * Number(`1e${places}`) + 0.5);
    const kept = [6, 5, 4, 3, 2, 1].find(it => it <= places && scaled(it) < 9e15) ?? 0;
    return label(scaled(kept), -kept);
  }

  function chartWords(wish, all) {
    const logarithmic = wish.xLog && wish.yLog ? ' Both axes are logarithmic.'
      : wish.xLog ? ' The x axis is logarithmic.' : wish.yLog ? ' The y axis is logarithmic.' : '';
    const series = all.map(({ name, points }) => ` ${name}${name === wish.reference ? ', to compare with' : ''}: ${pointWords(points)}.`);
    return `A line chart of ${wish.y} over ${wish.x}.${logarithmic}${series.join('')}`;
  }

  function pointWords(points) {
    const words = ({ x, y }) => `${y.text} at ${x.text}`;
    if (points.length <= EACH) return points.map(words).join('; ');
    let [least, greatest] = [points[0], points[0]];
    for (const point of points) {
      if (point.y.value < least.y.value) least = point;
      if (point.y.value > greatest.y.value) greatest = point;
    }
    return `${points.length} points, from ${words(points[0])} to ${words(points.at(-1))}; `
      + `the least is ${words(least)}, the greatest ${words(greatest)}`;
  }

  // ---- on the page

  function draw({ drawing, title, x, y, scale, reference }, text) {
    if (drawing === 'timeline') return timeline(title, text);
    return chart({ title, x, y, reference, xLog: /^log(-x)?$/.test(scale), yLog: /^log(-y)?$/.test(scale) }, text);
  }

  function make(tag, parts, className = '') {
    const element = document.createElement(tag);
    element.append(...parts);
    if (className) element.className = className;
    return element;
  }

  // What the build makes, see theme/listing.html. The drawing has no text that is not escaped.
  function pieces({ svg, columns, rows }) {
    const image = document.importNode(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true);
    const row = (tag, cells) => make('tr', cells.map(it => make(tag, [it])));
    const head = row('th', columns);
    head.querySelectorAll('th').forEach(it => it.setAttribute('scope', 'col'));
    const table = make('table', [make('thead', [head]), make('tbody', rows.map(it => row('td', it)))]);
    const frame = make('div', [table], 'table-wrapper');
    frame.tabIndex = 0;
    return [image, make('details', [make('summary', ['The same as a table']), frame])];
  }

  function follow(block) {
    const figure = block.closest('figure.listing');
    const heading = block.querySelector('.listing-output-title');
    if (!figure || !heading) return;
    const recorded = [...block.children].filter(it => it !== heading);
    const before = heading.textContent;
    heading.setAttribute('role', 'status');
    const show = (words, parts) => {
      heading.textContent = words;
      block.replaceChildren(heading, ...parts);
      block.hidden = !parts.length && words === before;
    };
    figure.addEventListener('hornbook:run', ({ detail }) => {
      try {
        show('Drawn from this run', pieces(draw(block.dataset, detail.stdout || '')));
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        const rest = recorded.length ? ' Below is the recorded one.' : '';
        show(`This run cannot be drawn: ${error.message}.${rest}`, recorded);
      }
    });
    figure.addEventListener('hornbook:reset', () => show(before, recorded));
  }

  document.querySelectorAll('.listing-drawing').forEach(follow);
  window.hornbook = Object.assign(window.hornbook || {}, { draw });
})();
