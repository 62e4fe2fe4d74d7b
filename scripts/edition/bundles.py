"""The scripts of a page as one file: its modules one behind the other, each in a function of its own.

Many small modules are good to write and slow to fetch: each is compressed by itself, and asked for by itself. In a
bundle each keeps its names to itself; what it exports is an object by its name, and what it imports is taken from
there. What a page fetches only when it is needed, by `import("./tools.js")`, is a bundle, too, and takes what the
page has already from the page's. (Bundlers are written in other languages than Python, and whoever publishes an
edition would have to install one.)

Plain enough for scripts written as these are: named exports of what is declared, named imports, no circles, no
`export let`. Anything else is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

IMPORT = re.compile(r'import(?:\{([^{}]*)\}from)?"\./([a-z]+)\.js";?')
OTHERS = re.compile(r'import [\w$]+ from"\.\./[^"]+";?')
"""What others wrote is taken in as it is."""
ON_DEMAND = re.compile(r'import\("\./([a-z]+)\.js"\)')
EXPORT = re.compile(r"export ((?:async )?(?:function\*?|const|class) )([\w$]+)")
REFUSED = re.compile(r"\b(?:import\s*[{*\"']|import\s+[\w$]+|export[\s{*])")


class UnbundledError(Exception):
    """A script is written in a way that can't be bundled."""


@dataclass
class Bundler:
    """Makes the bundles of a site from its modules: small scripts by their names, without `.js`."""

    modules: dict[str, str]
    made: dict[str, str] = field(default_factory=dict)
    """What is to be written, by its name."""

    def bundle(self, entries: Sequence[str], known: Sequence[str] = (), base: str = "") -> str:
        """Make what begins with `entries`, and return its name; the modules that are `known` stand in the bundle `base`."""
        name = "-".join(filter(None, (base, *entries)))
        if name in self.made:
            return name
        order = tuple(self._order(entries, known))
        if base and any(ON_DEMAND.search(self.modules[one]) for one in order):
            raise UnbundledError(f"{entries[0]}.js is fetched when it is needed, and fetches more itself")
        taken = sorted({needed for one in order for needed in self._needs(one) if needed in known})
        before = [f'import{{{",".join(f"${one}" for one in taken)}}}from"./{base}.js";'] if taken else []
        foreign = sorted({found[0] for one in order for found in OTHERS.finditer(self.modules[one])})
        demanded = {
            late: self.bundle((late,), (*known, *order), name)
            for one in order
            for late in ON_DEMAND.findall(self.modules[one])
        }
        bodies = [self._wrapped(one, lambda found: f'import("./{demanded[found[1]]}.js")') for one in order]
        if demanded:
            bodies.append(f"export{{{','.join(f'${one}' for one in order)}}};")
        if base:
            bodies += [f"export const{{{','.join(self._exports(one))}}}=${one};" for one in entries]
        self.made[name] = "\n".join((*before, *foreign, *bodies))
        return name

    def _order(self, entries: Sequence[str], known: Sequence[str]) -> Iterator[str]:
        """The modules that are needed, each behind those that it needs."""
        seen = set(known)

        def walk(name: str) -> Iterator[str]:
            if name in seen:
                return
            seen.add(name)
            for needed in self._needs(name):
                yield from walk(needed)
            yield name

        for entry in entries:
            yield from walk(entry)

    def _needs(self, name: str) -> Iterator[str]:
        return (found[2] for found in IMPORT.finditer(self.modules[name]))

    def _exports(self, name: str) -> list[str]:
        return [found[2] for found in EXPORT.finditer(self.modules[name])]

    def _wrapped(self, name: str, late: Callable[[re.Match[str]], str]) -> str:
        """A module as an object of what it exports."""
        text = OTHERS.sub("", self.modules[name])
        text = IMPORT.sub(
            lambda found: f"const{{{found[1].replace(' as ', ':')}}}=${found[2]};" if found[1] else "", text
        )
        text = EXPORT.sub(r"\1\2", text)
        if refused := REFUSED.search(text):
            raise UnbundledError(f"{name}.js: {text[refused.start() : refused.start() + 40]!r} can't be bundled")
        text = ON_DEMAND.sub(late, text)
        return f"const ${name}=(()=>{{{text}\nreturn{{{','.join(self._exports(name))}}}}})();"
