//! What may be asked of the kernel: a filter of system calls.
//!
//! All is allowed but what the tables name. The filter is what keeps a program
//! off the network and off other processes, and in its process group, so that
//! it can be ended with all it has started.

use std::collections::BTreeMap;

use libc::c_long;
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
    SeccompRule, apply_filter,
};

/// Which calls of one kind are refused.
#[derive(Clone, Copy)]
enum When {
    /// All.
    Always,
    /// Those whose argument, counted from 0, is not 0: it names another process.
    NotZero(u8),
    /// The like for an address: it names a path.
    NotNull(u8),
    /// Those whose argument, under the mask, is one of these.
    Masked(u8, u64, &'static [u64]),
    /// Those whose argument has one of these bits.
    Bits(u8, &'static [u64]),
}

/// Namespaces that `clone` can make.
const NAMESPACES: &[u64] = &[
    libc::CLONE_NEWNS as u64,
    libc::CLONE_NEWCGROUP as u64,
    libc::CLONE_NEWUTS as u64,
    libc::CLONE_NEWIPC as u64,
    libc::CLONE_NEWUSER as u64,
    libc::CLONE_NEWPID as u64,
    libc::CLONE_NEWNET as u64,
];

/// The kinds of pairs of sockets that can still send to a name.
const WITHOUT_CONNECTION: &[u64] = &[libc::SOCK_DGRAM as u64, libc::SOCK_RAW as u64];

/// What of a socket's type is not a flag.
const SOCKET_TYPE: u64 = 0xf;

/// What is refused to compiler and program alike.
const REFUSED: &[(c_long, When)] = &[
    // Sockets. Pairs stay: they lead nowhere, if they cannot send to a name.
    (libc::SYS_socket, When::Always),
    (libc::SYS_connect, When::Always),
    (libc::SYS_bind, When::Always),
    (libc::SYS_listen, When::Always),
    (libc::SYS_accept, When::Always),
    (libc::SYS_accept4, When::Always),
    (
        libc::SYS_socketpair,
        When::Masked(1, SOCKET_TYPE, WITHOUT_CONNECTION),
    ),
    // Leaving the process group.
    (libc::SYS_setsid, When::Always),
    (libc::SYS_setpgid, When::Always),
    // Namespaces.
    (libc::SYS_unshare, When::Always),
    (libc::SYS_setns, When::Always),
    (libc::SYS_clone, When::Bits(0, NAMESPACES)),
    // Other processes.
    (libc::SYS_ptrace, When::Always),
    (libc::SYS_process_vm_readv, When::Always),
    (libc::SYS_process_vm_writev, When::Always),
    (libc::SYS_process_madvise, When::Always),
    (libc::SYS_process_mrelease, When::Always),
    (libc::SYS_pidfd_getfd, When::Always),
    (libc::SYS_kcmp, When::Always),
    (libc::SYS_migrate_pages, When::Always),
    (libc::SYS_move_pages, When::NotZero(0)),
    (libc::SYS_prlimit64, When::NotZero(0)),
    (libc::SYS_sched_setaffinity, When::NotZero(0)),
    (libc::SYS_sched_setattr, When::NotZero(0)),
    (libc::SYS_sched_setparam, When::NotZero(0)),
    (libc::SYS_sched_setscheduler, When::NotZero(0)),
    (libc::SYS_setpriority, When::NotZero(1)),
    (libc::SYS_ioprio_set, When::NotZero(1)),
    // Memory that outlives a process, or that no limit counts.
    (libc::SYS_shmget, When::Always),
    (libc::SYS_shmat, When::Always),
    (libc::SYS_msgget, When::Always),
    (libc::SYS_semget, When::Always),
    (libc::SYS_mq_open, When::Always),
    (libc::SYS_memfd_create, When::Always),
    (libc::SYS_memfd_secret, When::Always),
    // Wide doors into the kernel.
    (libc::SYS_io_uring_setup, When::Always),
    (libc::SYS_io_uring_enter, When::Always),
    (libc::SYS_io_uring_register, When::Always),
    (libc::SYS_bpf, When::Always),
    (libc::SYS_perf_event_open, When::Always),
    (libc::SYS_userfaultfd, When::Always),
    (libc::SYS_fanotify_init, When::Always),
    (libc::SYS_add_key, When::Always),
    (libc::SYS_request_key, When::Always),
    (libc::SYS_keyctl, When::Always),
    (libc::SYS_name_to_handle_at, When::Always),
    (libc::SYS_open_by_handle_at, When::Always),
    // What only root may, and root shall not either.
    (libc::SYS_mount, When::Always),
    (libc::SYS_umount2, When::Always),
    (libc::SYS_move_mount, When::Always),
    (libc::SYS_open_tree, When::Always),
    (libc::SYS_fsopen, When::Always),
    (libc::SYS_fspick, When::Always),
    (libc::SYS_fsconfig, When::Always),
    (libc::SYS_fsmount, When::Always),
    (libc::SYS_mount_setattr, When::Always),
    (libc::SYS_pivot_root, When::Always),
    (libc::SYS_chroot, When::Always),
    (libc::SYS_swapon, When::Always),
    (libc::SYS_swapoff, When::Always),
    (libc::SYS_reboot, When::Always),
    (libc::SYS_kexec_load, When::Always),
    (libc::SYS_init_module, When::Always),
    (libc::SYS_finit_module, When::Always),
    (libc::SYS_delete_module, When::Always),
    (libc::SYS_acct, When::Always),
    (libc::SYS_quotactl, When::Always),
    (libc::SYS_syslog, When::Always),
    (libc::SYS_settimeofday, When::Always),
    (libc::SYS_clock_settime, When::Always),
    (libc::SYS_clock_adjtime, When::Always),
    (libc::SYS_adjtimex, When::Always),
    (libc::SYS_sethostname, When::Always),
    (libc::SYS_setdomainname, When::Always),
    (libc::SYS_vhangup, When::Always),
];

/// Changes of files by path that Landlock knows nothing of. The compiler makes
/// its files executable, and has no code of the reader to run.
const MODES: &[(c_long, When)] = &[
    (libc::SYS_fchmodat, When::Always),
    (libc::SYS_fchmodat2, When::Always),
    (libc::SYS_fchown, When::Always),
    (libc::SYS_fchownat, When::Always),
    (libc::SYS_setxattr, When::Always),
    (libc::SYS_lsetxattr, When::Always),
    (libc::SYS_fsetxattr, When::Always),
    (libc::SYS_removexattr, When::Always),
    (libc::SYS_lremovexattr, When::Always),
    (libc::SYS_fremovexattr, When::Always),
    (libc::SYS_utimensat, When::NotNull(1)),
];

/// Signals to whomever, where the kernel does not keep them inside.
const SIGNALS: &[(c_long, When)] = &[
    (libc::SYS_kill, When::Always),
    (libc::SYS_tkill, When::Always),
    (libc::SYS_tgkill, When::Always),
    (libc::SYS_rt_sigqueueinfo, When::Always),
    (libc::SYS_rt_tgsigqueueinfo, When::Always),
    (libc::SYS_pidfd_send_signal, When::Always),
];

/// The calls that only this processor has: old ways of doing the same.
#[cfg(target_arch = "x86_64")]
mod old {
    use super::{When, c_long};

    pub(super) const REFUSED: &[(c_long, When)] = &[
        (libc::SYS_kexec_file_load, When::Always),
        (libc::SYS_modify_ldt, When::Always),
        (libc::SYS_ioperm, When::Always),
        (libc::SYS_iopl, When::Always),
    ];
    pub(super) const MODES: &[(c_long, When)] = &[
        (libc::SYS_chmod, When::Always),
        (libc::SYS_chown, When::Always),
        (libc::SYS_lchown, When::Always),
        (libc::SYS_utime, When::Always),
        (libc::SYS_utimes, When::Always),
        (libc::SYS_futimesat, When::Always),
    ];

    /// The bit of calls from programs with short pointers.
    pub(super) const SHORT: Option<c_long> = Some(0x4000_0000);
    /// Those of them with a number of their own: `ptrace`, `process_vm_readv`
    /// and `process_vm_writev`.
    pub(super) const SHORT_ALONE: &[c_long] = &[521, 539, 540];
}

#[cfg(not(target_arch = "x86_64"))]
mod old {
    use super::{When, c_long};

    pub(super) const REFUSED: &[(c_long, When)] = &[];
    pub(super) const MODES: &[(c_long, When)] = &[];
    pub(super) const SHORT: Option<c_long> = None;
    pub(super) const SHORT_ALONE: &[c_long] = &[];
}

/// Puts the filter in force. `compiles` leaves modes alone, `signals` signals.
pub(super) fn confine(compiles: bool, signals: bool) -> Result<(), String> {
    let mut tables = vec![REFUSED, old::REFUSED];
    if !compiles {
        tables.extend([MODES, old::MODES]);
    }
    if !signals {
        tables.push(SIGNALS);
    }
    // Its flags lie in memory, where no filter can look; without it, `clone`
    // is used.
    let hidden = &[(libc::SYS_clone3, When::Always)][..];
    apply(&[hidden], libc::ENOSYS)?;
    apply(&tables, libc::EPERM)
}

/// Lets the calls of `tables` fail with `error`.
fn apply(tables: &[&[(c_long, When)]], error: i32) -> Result<(), String> {
    let program = filter(tables, error).map_err(|error| error.to_string())?;
    apply_filter(&program).map_err(|error| format!("seccomp: {error}"))
}

fn filter(
    tables: &[&[(c_long, When)]],
    error: i32,
) -> Result<BpfProgram, seccompiler::BackendError> {
    let mut rules = BTreeMap::new();
    for &(call, when) in tables.iter().copied().flatten() {
        rules.insert(call, when.rules()?);
        if let Some(bit) = old::SHORT {
            rules.insert(call | bit, Vec::new());
        }
    }
    if let Some(bit) = old::SHORT {
        rules.extend(old::SHORT_ALONE.iter().map(|it| (it | bit, Vec::new())));
    }
    SeccompFilter::new(
        rules,
        SeccompAction::Allow,
        SeccompAction::Errno(error.unsigned_abs()),
        std::env::consts::ARCH.try_into()?,
    )?
    .try_into()
}

impl When {
    /// The filter's words for it; none stands for always.
    fn rules(self) -> Result<Vec<SeccompRule>, seccompiler::BackendError> {
        use SeccompCmpArgLen::{Dword, Qword};
        use SeccompCmpOp::{MaskedEq, Ne};
        let conditions = match self {
            Self::Always => Vec::new(),
            Self::NotZero(at) => vec![SeccompCondition::new(at, Dword, Ne, 0)?],
            Self::NotNull(at) => vec![SeccompCondition::new(at, Qword, Ne, 0)?],
            Self::Masked(at, mask, values) => values
                .iter()
                .map(|&it| SeccompCondition::new(at, Dword, MaskedEq(mask), it))
                .collect::<Result<_, _>>()?,
            Self::Bits(at, bits) => bits
                .iter()
                .map(|&it| SeccompCondition::new(at, Qword, MaskedEq(it), it))
                .collect::<Result<_, _>>()?,
        };
        conditions
            .into_iter()
            .map(|it| SeccompRule::new(vec![it]))
            .collect()
    }
}
