"""What is drawn?  Series read back from the axes of a figure, and a picture that is not empty."""

import io

import numpy as np
from matplotlib.image import imread
from matplotlib.text import Text


def series(figure, label):
    """x and y of the line so labelled; fails where there is none or it is empty."""
    for ax in figure.axes:
        for line in ax.get_lines():
            if line.get_label() == label:
                x, y = line.get_xdata(orig=False), line.get_ydata(orig=False)
                assert len(y) > 0, f"series '{label}' is empty"
                return np.asarray(x, float), np.asarray(y, float)
    raise AssertionError(f"no series '{label}' in the figure: {labels(figure)}")


def labels(figure):
    return [h.get_label() for ax in figure.axes for h in [*ax.get_lines(), *ax.collections, *ax.containers]]


def bars(figure, label):
    """Heights or widths of the bars so labelled."""
    for ax in figure.axes:
        for box in ax.containers:
            if box.get_label() == label:
                return np.array([p.get_height() if p.get_height() != p.get_width() else p.get_width() for p in box.patches]), box.patches
    raise AssertionError(f"no bars '{label}' in the figure: {labels(figure)}")


def words(figure, gid):
    return next(t.get_text() for t in figure.texts if t.get_gid() == gid).replace("\n", " ")


def check_words(test, figure, n, source):
    """A title that says something, n, and the source."""
    test.assertGreater(len(words(figure, "title")), 20)
    test.assertIn(str(n), words(figure, "subtitle"))
    test.assertIn(source, words(figure, "source"))


def check_picture(test, figure):
    """Drawn, not blank, and no text out of the page or over another text of the same axes' margin."""
    with io.BytesIO() as file:
        figure.savefig(file, format="png", dpi=70)
        file.seek(0)
        image = imread(file)
    test.assertGreater(np.ptp(image[..., :3]), 0.5)
    inked = (image[..., :3] < 0.95).any(axis=2).mean()
    test.assertGreater(inked, 0.01)
    figure.draw_without_rendering()  # at the figure's own resolution: where things are
    page = figure.bbox
    renderer = figure._get_renderer()  # noqa: SLF001
    boxes = [(t.get_window_extent(renderer), t.get_text()) for ax in figure.axes for t in ax.get_xticklabels() if t.get_text() and ax.axison]
    for ax in figure.axes:  # dates or numbers beside each other
        ticks = [t.get_window_extent(renderer) for t in ax.get_xticklabels() if t.get_text() and ax.axison]
        for before, after in zip(ticks, ticks[1:]):
            test.assertTrue(min(before.x1, after.x1) <= max(before.x0, after.x0) or min(before.y1, after.y1) <= max(before.y0, after.y0),
                            "labels of an axis run into each other")
    titles = [t for ax in figure.axes for t in (ax.xaxis.label, ax.yaxis.label) if ax.axison]
    for text in [*figure.texts, *titles, *(t for ax in figure.axes for t in ax.texts)]:
        if not text.get_text().strip() or not text.get_visible():
            continue
        box = Text.get_window_extent(text, renderer)
        boxes.append((box, text.get_text()))
        inside = box.x0 > page.x0 - 2 and box.x1 < page.x1 + 2 and box.y0 > page.y0 - 2 and box.y1 < page.y1 + 2
        test.assertTrue(inside, f"out of the page: {text.get_text()!r} {box} of {page}")
    for k, (one, text) in enumerate(boxes):
        for other, beneath in boxes[:k]:
            if text.startswith("\n") or beneath.startswith("\n"):
                continue  # the second line of a cell
            wide, high = min(one.x1, other.x1) - max(one.x0, other.x0), min(one.y1, other.y1) - max(one.y0, other.y0)
            covered = max(wide, 0) * max(high, 0) / min(one.width * one.height, other.width * other.height)
            test.assertLess(covered, 0.3, f"{text!r} covers {beneath!r}")
