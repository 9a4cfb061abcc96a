"""Kernels inherit pytest's environment, so the settings for notebooks are made here, before any kernel starts."""

from tools.settings import set_kernel_environment

set_kernel_environment()
