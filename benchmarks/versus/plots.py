"""Draws the figures as SVG: horizontal bars, text as text, one picture for a light page and one for a dark page. The same figures give the same bytes."""
import html
import math

import sidebyside

FONT = "system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif"
LIGHT = {"text": "#1f2328", "muted": "#59636e", "line": "#d1d9e0", "ours": "#1a7f37", "theirs": "#8c959f"}
DARK = {"text": "#f0f6fc", "muted": "#9198a1", "line": "#3d444d", "ours": "#3fb950", "theirs": "#656c76"}

WIDTH, LABELS, VALUES = 900, 330, 250
ROW, BAR, TOP, BOTTOM = 30, 16, 64, 34


def draw(figures):
    """Each plot by its file name: one of all jobs, and one for each comparison."""
    pictures = {"versus": overview(figures)}
    for comparison in dict.fromkeys(f.comparison for f in figures):
        pictures[comparison] = details([f for f in figures if f.comparison == comparison])
    return {f"{name}-{theme}.svg": picture(colours) for name, picture in pictures.items() for theme, colours in (("light", LIGHT), ("dark", DARK))}


def pairs(figures):
    """Each job with the best of ours, which is the first, and the least that another program takes."""
    for (_, job), rows in sidebyside.jobs(figures).items():
        others = [r for r in rows if not r.is_ours]
        if rows[0].is_ours and others:
            other = min(others, key=lambda r: sidebyside.ratio(r, rows[0]))
            yield job, other, sidebyside.ratio(other, rows[0])


def overview(figures):
    """How many times our CPU time the best other program takes, on a logarithmic scale."""
    rows = [(job, ratio, f"{times(ratio)}, {other.program.split(', ')[0]}", False) for job, other, ratio in pairs(figures)]
    return lambda colours: bars(
        colours, "CPU time of the best other program, in times what automation takes for the same work", rows, Logarithmic([1.0, *(ratio for _, ratio, _, _ in rows)]),
        "each line is ten times as much as the one before it")


def details(figures):
    """The CPU time of each program of a comparison, for the same number of items, under the name of the job."""
    rows, scaled = [], False
    for (_, job), programs in sidebyside.jobs(figures).items():
        most = max(p.amount for p in programs)
        rows.append((job, None, "", False))
        for program in programs:
            cpu = (program.wall if program.cpu is None else program.cpu) * most / program.amount
            scaled |= program.amount != most
            rows.append((program.program, cpu, f"{sidebyside.number(cpu)} s", program.is_ours))
    note = "of the whole process" + (", scaled to the same number of items" if scaled else "") + "; each line is ten times as much as the one before it"
    return lambda colours: bars(colours, "CPU time, in seconds", rows, Logarithmic([cpu for _, cpu, _, _ in rows if cpu is not None]), note)


def times(ratio):
    return f"{sidebyside.number(ratio)} times"


class Logarithmic:
    """From a power of ten that is not above the least value to one that is not below the greatest."""

    LEAST = 1e-4

    def __init__(self, values):
        self.low = math.floor(math.log10(max(min(values, default=1), self.LEAST)) + 1e-9)
        self.high = max(math.ceil(math.log10(max(values, default=1)) - 1e-9), self.low + 1)

    def part(self, value):
        return (math.log10(max(value, self.LEAST)) - self.low) / (self.high - self.low)

    def ticks(self):
        return [10.0 ** power for power in range(self.low, self.high + 1)]


def bars(colours, title, rows, scale, note):
    height, left, right = TOP + ROW * len(rows) + BOTTOM, LABELS + 14, WIDTH - VALUES
    bottom = TOP + ROW * len(rows)
    x = (lambda value: round(left + scale.part(value) * (right - left), 1))
    described = f"{title}. " + "; ".join(f"{label}: {text}" if text else label for label, _, text, _ in rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{html.escape(described)}">',
        f'<g font-family="{html.escape(FONT)}" font-size="13">',
        f'<text x="0" y="18" font-size="15" font-weight="600" fill="{colours["text"]}">{html.escape(title)}</text>',
        f'<text x="0" y="38" fill="{colours["muted"]}">{html.escape(note)}</text>',
    ]
    for tick in scale.ticks():
        parts.append(f'<line x1="{x(tick)}" y1="{TOP - 6}" x2="{x(tick)}" y2="{bottom}" stroke="{colours["line"]}"/>')
        parts.append(f'<text x="{x(tick)}" y="{bottom + 18}" text-anchor="middle" fill="{colours["muted"]}">{tick:,g}</text>')
    for number, (label, value, text, is_ours) in enumerate(rows):
        y = TOP + ROW * number
        if value is None:
            parts.append(f'<text x="0" y="{y + 19}" font-weight="600" fill="{colours["text"]}">{html.escape(label)}</text>')
            continue
        end = max(x(value), left + 2)
        parts.append(f'<text x="{LABELS}" y="{y + 17}" text-anchor="end" fill="{colours["text"]}">{html.escape(label)}</text>')
        parts.append(f'<rect x="{left}" y="{y + 5}" width="{round(end - left, 1)}" height="{BAR}" rx="2" fill="{colours["ours" if is_ours else "theirs"]}"/>')
        parts.append(f'<text x="{end + 6}" y="{y + 17}" fill="{colours["text"]}" font-weight="{600 if is_ours else 400}">{html.escape(text)}</text>')
    return "\n".join([*parts, "</g>", "</svg>", ""])
