"""pip install sim/python: the module is built by CMake in the tree's build/release, where the library may stand already."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build" / "release"


class Module(build_ext):
    def build_extension(self, extension):
        generator = ["-G", "Ninja"] if shutil.which("ninja") and not (BUILD / "CMakeCache.txt").exists() else []
        for command in (["cmake", "--preset", "release", *generator, "-DPARLEY_PYTHON=ON", f"-DPython_EXECUTABLE={sys.executable}"],
                        ["cmake", "--build", "--preset", "release", "--target", "parley_python", "-j", str(os.cpu_count() or 1)]):
            subprocess.run(command, cwd=ROOT, check=True)
        made = BUILD / "python" / "parley" / ("_parley" + sysconfig.get_config_var("EXT_SUFFIX"))
        to = Path(self.get_ext_fullpath(extension.name))
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(made, to)


class Package(build_py):
    """With the figures, and the scenarios that are understood by name."""

    def run(self):
        super().run()
        left_out = shutil.ignore_patterns("__pycache__")
        into = Path(self.build_lib)
        shutil.copytree(ROOT / "analysis" / "python" / "parley_plots", into / "parley_plots", ignore=left_out, dirs_exist_ok=True)
        shutil.copytree(ROOT / "scenarios", into / "parley" / "share" / "scenarios", ignore=left_out, dirs_exist_ok=True)


setup(ext_modules=[Extension("parley._parley", [])], cmdclass={"build_ext": Module, "build_py": Package})
