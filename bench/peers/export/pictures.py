"""Pictures as a camera and a screen make them, pictures/photograph.jpg and pictures/drawing.png in the folder given
first: smooth random colours under a finer grain, and flat shapes. Made with numpy 2.4.6 and Pillow 13.0.0; and the
processor of ViT for transformers.js and transformers, models/vit-processor."""

import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

folder = Path(sys.argv[1]) / "pictures"
folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(0)


def noise(cells, size):
    """Random colours on a grid, smoothed to a size."""
    grid = Image.fromarray(random.integers(0, 256, (cells[1], cells[0], 3), dtype=np.uint8))
    return np.asarray(grid.resize(size, Image.Resampling.BICUBIC), dtype=np.float32)


size = (2048, 1536)
photograph = 0.7 * noise((16, 12), size) + 0.2 * noise((160, 120), size) + 0.1 * noise((1024, 768), size)
Image.fromarray(photograph.round().astype(np.uint8)).save(folder / "photograph.jpg", quality=90)

drawing = Image.new("RGB", (1024, 768), "white")
pen = ImageDraw.Draw(drawing)
for _ in range(200):
    x, y, radius = random.integers(0, (1024, 768, 100))
    color = tuple(int(value) for value in random.integers(0, 256, 3))
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=color)
drawing.save(folder / "drawing.png")

processor = Path(sys.argv[1]) / "models/vit-processor"
processor.mkdir(parents=True, exist_ok=True)
# That of google/vit-base-patch16-224.
published = {
    "image_processor_type": "ViTImageProcessor",
    "do_resize": True,
    "size": {"height": 224, "width": 224},
    "resample": 2,
    "do_rescale": True,
    "rescale_factor": 1 / 255,
    "do_normalize": True,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
}
(processor / "preprocessor_config.json").write_text(json.dumps(published))
