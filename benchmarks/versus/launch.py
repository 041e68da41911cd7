"""Runs a command for sidebyside.measure, and prints how it ended: exit code, wall and CPU seconds, peak memory in KB.

Linux counts the memory of the process that starts another one as that of the other until it runs its own program, so the one that starts it has to be small.
"""
import os
import sys
import time

start = time.perf_counter()
pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(pid, 0)
wall = time.perf_counter() - start
print(os.waitstatus_to_exitcode(status), wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=os.fdopen(3, "w"))
