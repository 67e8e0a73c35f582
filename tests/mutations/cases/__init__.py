"""The mutations, a module for each spec."""

import importlib
import pkgutil

MODULES = [
    importlib.import_module(f"{__name__}.{module.name}")
    for module in pkgutil.iter_modules(__path__)
]
CASES = [case for module in MODULES for cases in module.CASES for case in cases.list]
DATA = list(dict.fromkeys(case.data for case in CASES))
