"""A bench of mutations: sound data, broken on purpose by other means than the program's own.

The program makes the data of small specs once; each mutation damages a copy of them, with numpy,
pyarrow or plain text, and breaks a claim of the spec that was named beforehand; the validator is asked
whether it sees that.
"""
