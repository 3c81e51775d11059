"""Kubernetes manifests in YAML files of any name, and the ConfigMaps and Secrets that kustomize makes of literals."""

from __future__ import annotations

from collections.abc import Iterator

from pooler_lint.light import re
from pooler_lint.project.environment.data import BrokenTextError, Problem, Reading
from pooler_lint.project.environment.source import YAML, ReadFile, Source
from pooler_lint.project.environment.workloads import Document
from pooler_lint.project.environment.yaml_nodes import Node, read_yaml
from pooler_lint.records import replace

_KIND = r"(?m)^[ \t]*(?:-[ \t]+)?[\"']?(?:kind|configMapGenerator|secretGenerator)[\"']?\s*:"


def read(text: str, path: str, read_file: ReadFile) -> Reading:
    """Return the manifests up to the first line that is not YAML. A template that is no YAML is no problem."""
    if re.search(_KIND, text) is None:
        return Reading()
    documents: list[Document] = []
    problems: tuple[Problem, ...] = ()
    try:
        for node in read_yaml(text):
            documents += _expanded(node, path)
    except BrokenTextError as error:
        problems = () if "{{" in text else (Problem(error.line, str(error)),)
    return Reading(problems=problems, documents=tuple(documents))


def _expanded(node: Node, path: str) -> Iterator[Document]:
    kind = node.get("kind").text or ""
    if kind.endswith("List") and node.get("items").items:
        for item in node.get("items").items:
            yield from _expanded(item, path)
    elif kind == "Kustomization" or path.endswith(("kustomization.yaml", "kustomization.yml")):
        yield from _generated(node, path)
    elif kind and node.get("apiVersion").text:
        metadata = node.get("metadata")
        name = metadata.get("name").text or ""
        yield Document(kind, name, metadata.get("namespace").text, node, path, node.line)


def _generated(node: Node, path: str) -> Iterator[Document]:
    """The ConfigMaps and Secrets that kustomize makes of literals."""
    for key, kind in (("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret")):
        for generator in node.get(key).items:
            pairs = [(literal.text or "", literal) for literal in generator.get("literals").items]
            entries = {
                text.partition("=")[0]: replace(literal, text=text.partition("=")[2].strip("'\""))
                for text, literal in pairs
                if "=" in text
            }
            made = Node(generator.line, entries={"stringData": Node(generator.line, entries=entries)})
            name, namespace = generator.get("name").text, generator.get("namespace").text or node.get("namespace").text
            yield Document(kind, name or "", namespace, made, path, generator.line)


SOURCE = Source(
    "Kubernetes",
    "manifests in YAML files of any name, `kustomization.yaml`",
    rf"[^/]+{YAML}",
    40,
    read,
    ("kind", "configMapGenerator", "secretGenerator"),
)
