from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent

with open(ROOT / "config.yaml", encoding="utf-8") as file:
    CONFIG = yaml.safe_load(file)
