"""The system calls that a confined process is refused, as the program by which the kernel refuses them."""

import errno
import functools
import struct

# Each by its number on x86_64 and on aarch64, where - has no such call. Refused with "not permitted":
REFUSED = """
fork 57 -  vfork 58 -  execve 59 221  execveat 322 281
tkill 200 130  rt_sigqueueinfo 129 138  rt_tgsigqueueinfo 297 240  pidfd_open 434 434  pidfd_send_signal 424 424
ptrace 101 117  process_vm_readv 310 270  process_vm_writev 311 271  kcmp 312 272
sched_setparam 142 118  sched_setscheduler 144 119  sched_setaffinity 203 122  sched_setattr 314 274
setpriority 141 140  ioprio_set 251 30  migrate_pages 256 238  move_pages 279 239
socket 41 198  socketpair 53 199  io_uring_setup 425 425  io_uring_enter 426 426  io_uring_register 427 427
shmget 29 194  semget 64 190  msgget 68 186  mq_open 240 180  mq_unlink 241 181
memfd_create 319 279
mount 165 40  umount2 166 39  pivot_root 155 41  chroot 161 51  unshare 272 97  setns 308 268
open_tree 428 428  move_mount 429 429  fsopen 430 430  fspick 433 433
bpf 321 280  perf_event_open 298 241  userfaultfd 323 282  add_key 248 217  request_key 249 218  keyctl 250 219
truncate 76 45  chmod 90 -  fchmod 91 52  fchmodat 268 53
chown 92 -  lchown 94 -  fchown 93 55  fchownat 260 54
utime 132 -  utimes 235 -  futimesat 261 -  utimensat 280 88
setxattr 188 5  lsetxattr 189 6  fsetxattr 190 7  removexattr 197 14  lremovexattr 198 15  fremovexattr 199 16
"""
# Landlock knows no right for the last four lines (for truncating, not before Linux 6.2): without them an answer could
# lock or empty its owner's files.
SIGNALS, LIMITS = "kill 62 129  tgkill 234 131", "prlimit64 302 261"  # their first argument is a process
FCNTL, CLONE = "fcntl 72 25", "clone 56 220"
SET_OWNER, SET_OWNER_EX, CLONE_THREAD = 8, 15, 0x10000  # an owner gets a signal when something can be read
UNKNOWN = 435  # clone3 and what came later, but for these: programs do without, as old systems have none of them
KNOWN = (436, 437, 439, 441, 444, 445, 446, 449, 451)  # close_range, openat2, faccessat2, epoll_pwait2, Landlock ...

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
ALLOW, KILL, NO_SUCH_CALL, NOT_PERMITTED = 0x7FFF0000, 0x80000000, 0x50000 | errno.ENOSYS, 0x50000 | errno.EPERM
LOAD, EQUAL, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE = 0, 4  # where the kernel puts them; the arguments follow from 16 on, 8 bytes each


def seccomp_filter(machine: str, pid: int) -> bytes:
    """The program for process `pid`, in the kernel's classic BPF; empty for a machine whose numbers we don't have."""
    if machine not in MACHINES:
        return b""
    column, audited = MACHINES[machine]
    program = [_do(LOAD, MACHINE), _do(EQUAL, audited, 1, 0), _do(RETURN, KILL), _do(LOAD, NUMBER)]
    for number in _numbers(SIGNALS, column):
        program += _if_called(number, _by_argument(0, [(EQUAL, pid)], ALLOW, NOT_PERMITTED))
    for number in _numbers(LIMITS, column):
        program += _if_called(number, _by_argument(0, [(EQUAL, pid), (EQUAL, 0)], ALLOW, NOT_PERMITTED))
    return b"".join(program) + _for_all_processes(column)


@functools.cache  # before the fork: it takes half a millisecond
def _for_all_processes(column: int) -> bytes:
    program = []
    for number in _numbers(CLONE, column):
        program += _if_called(number, _by_argument(0, [(ANY_BIT, CLONE_THREAD)], ALLOW, NOT_PERMITTED))
    for number in _numbers(FCNTL, column):
        owner = [(EQUAL, SET_OWNER), (EQUAL, SET_OWNER_EX)]
        program += _if_called(number, _by_argument(1, owner, NOT_PERMITTED, ALLOW))
    for number in _numbers(REFUSED, column):
        program += _if_called(number, [_do(RETURN, NOT_PERMITTED)])
    for number in KNOWN:
        program += _if_called(number, [_do(RETURN, ALLOW)])
    return b"".join([*program, _do(AT_LEAST, UNKNOWN, 0, 1), _do(RETURN, NO_SUCH_CALL), _do(RETURN, ALLOW)])


def _numbers(calls: str, column: int) -> list[int]:
    return [int(number) for number in calls.split()[column + 1 :: 3] if number != "-"]


def _if_called(number: int, then: list[bytes]) -> list[bytes]:
    return [_do(EQUAL, number, 0, len(then)), *then]


def _by_argument(index: int, tests: list[tuple[int, int]], then: int, otherwise: int) -> list[bytes]:
    """Returns `then` if the lower half of that argument, all that the kernel looks at, passes one of the tests."""
    passed = [step for test, value in tests for step in (_do(test, value, 0, 1), _do(RETURN, then))]
    return [_do(LOAD, 16 + 8 * index), *passed, _do(RETURN, otherwise)]


def _do(operation: int, value: int, jump_if: int = 0, jump_else: int = 0) -> bytes:
    return struct.pack("=HBBI", operation, jump_if, jump_else, value)
