"""whisper.cpp by its C interface, as pywhispercpp wraps it."""

import _pywhispercpp as cpp
from sounds import MODEL


# On a CPU it has no float32.
FILES = {"f32": "f16.bin", "q8": "q8.bin"}


class Whisper:
    """Greedy, each window once and by itself."""

    def __init__(self, precision, threads):
        options = cpp.whisper_context_default_params()
        options.use_gpu = False
        self.context = cpp.whisper_init_from_file_with_params(str(MODEL / FILES[precision]), options)
        self.options = cpp.whisper_full_default_params(cpp.whisper_sampling_strategy.WHISPER_SAMPLING_GREEDY)
        self.options.n_threads = threads
        self.options.no_context = True
        self.options.temperature_inc = 0
        self.options.suppress_nst = True
        self.options.print_progress = self.options.print_realtime = False
        self.options.greedy = {"best_of": 1}

    def hear(self, samples):
        """Numbers of the segments that were written."""
        if cpp.whisper_full(self.context, self.options, samples, len(samples)) != 0:
            raise RuntimeError("whisper_full failed")
        return range(cpp.whisper_full_n_segments(self.context))

    def ids(self, segment):
        count = cpp.whisper_full_n_tokens(self.context, segment)
        return [cpp.whisper_full_get_token_id(self.context, segment, at) for at in range(count)]

    def text(self, segment):
        return cpp.whisper_full_get_segment_text(self.context, segment).decode()
