"""Names of model repositories, taken apart: what is the model in them, and what its size, its training, its format.

Makers write them with hyphens: Qwen3-VL-8B-Instruct-FP8, ERNIE-4.5-21B-A3B-Base-PT, Ling-mini-base-2.0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# How the weights are stored, or what they are converted for: the same model again.
_FORM = re.compile(
    r"(?:nv|mx)?fp\d{1,2}|bf16|u?int\d{1,2}|nf4|w\d{1,2}a\d{1,2}(?:c\d{1,2})?|\d{1,2}bits?|q\d(?:_[a-z0-9]{1,4}){0,3}|tp\d{1,2}"
    r"|gguf|ggml|awq|autoawq|gptq|autoround|smoothquant|bnb|hqq|exl[23]|marlin|quantized|eagle\d?|mtp"
    r"|mlx|onnx|openvino|hf|diffusers|paddle|pt"
)
# Of these, what a model may be published in and in nothing else; all others are made of one that is there.
_PLAIN_FORM = re.compile(r"bf16|fp16|fp32|hf|diffusers|paddle|pt")
# How far it was trained: makers publish the stages of one model together.
_STAGE = re.compile(r"base|pretrain(?:ed)?|midtrain|instruct|it|chat|(?:non)?thinking|think|reasoning|sft|dpo|rl")
# Parameters in all, parameters at work, experts, and the length of the context.
_SIZE = re.compile(r"[ae]?\d{1,4}(?:\.\d{1,3})?[bmtk]|\d{1,3}x\d{1,4}(?:\.\d{1,3})?[bm]")

# What somebody tries out, and puts up by mistake. Test-time compute is a subject of its own.
_TRIAL = re.compile(
    r"(?:my|private|internal)?[-_.]?(?:test|testing|tmp|temp|dummy|debug)\d{0,4}(?![-_.]time)(?:[-_.].*)?"
    r"|.*[-_.](?:test|testing|tmp|temp|dummy|debug)\d{0,4}",
    re.IGNORECASE,
)

_UNTRAINED = {"base", "pretrain", "pretrained", "midtrain"}


@dataclass(frozen=True, slots=True)
class ModelName:
    """A repository's name without its maker, and what is left of it when part after part is taken off.

    ``model`` has no formats, ``size`` no training either, ``series`` no sizes; what it begins with always stays.
    """

    full: str
    model: str
    size: str
    series: str
    forms: tuple[str, ...]
    stages: tuple[str, ...]  # in lower case

    @property
    def is_base(self) -> bool:
        return any(stage in _UNTRAINED for stage in self.stages)

    @property
    def is_converted(self) -> bool:
        """Whether it is quantized, or made for a program to run it: so that it was made of another."""
        return any(not _is(_PLAIN_FORM, form) for form in self.forms)

    @property
    def is_trial(self) -> bool:
        return _TRIAL.fullmatch(self.full) is not None


def model_name(full: str) -> ModelName:
    """The parts of a name like "Qwen3-VL-8B-Instruct-FP8"."""
    first, *parts = full.split("-")
    trained = [part for part in parts if not _is(_FORM, part)]
    sized = [part for part in trained if not _is(_STAGE, part)]
    return ModelName(
        full=full,
        model="-".join([first, *trained]),
        size="-".join([first, *sized]),
        series="-".join([first, *(part for part in sized if not _is(_SIZE, part))]),
        forms=tuple(part for part in parts if _is(_FORM, part)),
        stages=tuple(part.casefold() for part in trained if _is(_STAGE, part)),
    )


def _is(pattern: re.Pattern[str], part: str) -> bool:
    return pattern.fullmatch(part.casefold()) is not None
