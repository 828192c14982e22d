//! What the system says about a place: rights, room, kind of file system, locks. It looks, and
//! changes nothing.

use std::{
    fs::{self, File, Metadata, TryLockError},
    io,
    os::unix::fs::MetadataExt,
    path::Path,
};

use jiff::Timestamp;
use rustix::{
    fs::{Access, Mode, OFlags, access, open, statvfs},
    process::{geteuid, getuid},
};
use uzers::{get_group_by_gid, get_user_by_uid};

use crate::problem::reason;

/// 種類. What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// フォルダー.
    Folder,
    /// 普通のファイル.
    File,
    /// A link, a pipe, a device.
    Other,
}

/// 持ち主と権限. What the system knows about a file or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// 種類.
    pub kind: Kind,
    /// 権限, with setuid, setgid and sticky.
    pub mode: u32,
    /// The number of the owner.
    pub uid: u32,
    /// The number of the group.
    pub gid: u32,
    /// How many names it has.
    pub links: u64,
    /// When its content last changed; absent where no calendar has that moment.
    pub changed: Option<Timestamp>,
}

impl From<&Metadata> for Entry {
    fn from(found: &Metadata) -> Self {
        let kind = match found.file_type() {
            kind if kind.is_dir() => Kind::Folder,
            kind if kind.is_file() => Kind::File,
            _ => Kind::Other,
        };
        let nanoseconds = i32::try_from(found.mtime_nsec()).unwrap_or_default();
        Self {
            kind,
            mode: found.mode() & 0o7777,
            uid: found.uid(),
            gid: found.gid(),
            links: found.nlink(),
            changed: Timestamp::new(found.mtime(), nanoseconds).ok(),
        }
    }
}

/// What a path leads to, through links.
///
/// # Errors
///
/// What the system says.
pub fn led_to(path: &Path) -> io::Result<Entry> {
    fs::metadata(path).map(|found| Entry::from(&found))
}

/// What stands at a path itself.
///
/// # Errors
///
/// What the system says.
pub fn at(path: &Path) -> io::Result<Entry> {
    fs::symlink_metadata(path).map(|found| Entry::from(&found))
}

/// Whether this user may read a file, or list and enter a folder.
#[must_use]
pub fn is_readable(path: &Path, kind: Kind) -> bool {
    let enter = if kind == Kind::Folder { Access::EXEC_OK } else { Access::empty() };
    access(path, Access::READ_OK | enter).is_ok()
}

/// The number of the user who sits here.
#[must_use]
pub fn own_uid() -> u32 {
    getuid().as_raw()
}

/// Whether what belongs to this number is one's own to change the rights of.
#[must_use]
pub fn may_change(uid: u32) -> bool {
    geteuid().is_root() || geteuid().as_raw() == uid
}

/// The login of a number; the number itself where nobody has it.
#[must_use]
pub fn login(uid: u32) -> String {
    get_user_by_uid(uid)
        .map_or_else(|| uid.to_string(), |user| user.name().to_string_lossy().into_owned())
}

/// The name of a group; its number where it has none.
#[must_use]
pub fn group(gid: u32) -> String {
    get_group_by_gid(gid)
        .map_or_else(|| gid.to_string(), |group| group.name().to_string_lossy().into_owned())
}

/// 空き. What a file system has left for this user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// In bytes.
    pub bytes: u64,
    /// How many more files; absent where the file system does not count them.
    pub files: Option<u64>,
}

/// What is left where a path is.
///
/// # Errors
///
/// What the system says.
pub fn room(path: &Path) -> io::Result<Room> {
    let found = statvfs(path)?;
    Ok(Room {
        bytes: found.f_bavail.saturating_mul(found.f_frsize),
        files: (found.f_files > 0).then_some(found.f_favail),
    })
}

/// 置き場所の種類. What can be relied on there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// A disk of this computer.
    Disk(&'static str),
    /// Memory: gone when the computer is switched off.
    Memory(&'static str),
    /// Another computer's disk.
    Network(&'static str),
    /// Served by a program (FUSE); what it keeps of locks and rights is up to it.
    Served,
    /// It knows no owners and no rights.
    Lawless(&'static str),
    /// One this program has no name for, by its number.
    Unnamed(u64),
}

/// File systems by the number the kernel gives them.
#[cfg(target_os = "linux")]
const GROUNDS: &[(u64, Ground)] = &[
    (0xef53, Ground::Disk("ext4")),
    (0x5846_5342, Ground::Disk("xfs")),
    (0x9123_683e, Ground::Disk("btrfs")),
    (0x2fc1_2fc1, Ground::Disk("zfs")),
    (0xf2f5_2010, Ground::Disk("f2fs")),
    (0xca45_1a4e, Ground::Disk("bcachefs")),
    (0x794c_7630, Ground::Disk("overlay")),
    (0x0102_1994, Ground::Memory("tmpfs")),
    (0x8584_58f6, Ground::Memory("ramfs")),
    (0x6969, Ground::Network("NFS")),
    (0xff53_4d42, Ground::Network("CIFS")),
    (0xfe53_4d42, Ground::Network("CIFS")),
    (0x517b, Ground::Network("SMB")),
    (0x0102_1997, Ground::Network("9P")),
    (0x00c3_6400, Ground::Network("Ceph")),
    (0x5346_414f, Ground::Network("AFS")),
    (0x6573_5546, Ground::Served),
    (0x4d44, Ground::Lawless("FAT")),
    (0x2011_bab0, Ground::Lawless("exFAT")),
];

/// What kind of file system a path is on; `None` where the system has no numbers for them.
///
/// # Errors
///
/// What the system says.
#[cfg(target_os = "linux")]
pub fn ground(path: &Path) -> io::Result<Option<Ground>> {
    // The number is of 32 bits; some platforms give it with a sign.
    #[allow(clippy::cast_sign_loss, reason = "the sign means nothing here")]
    let number = rustix::fs::statfs(path)?.f_type as u64 & 0xffff_ffff;
    let known = GROUNDS.iter().find(|(known, _)| *known == number);
    Ok(Some(known.map_or(Ground::Unnamed(number), |(_, ground)| *ground)))
}

/// What kind of file system a path is on; `None` where the system has no numbers for them.
///
/// # Errors
///
/// Never here.
#[cfg(not(target_os = "linux"))]
pub fn ground(_: &Path) -> io::Result<Option<Ground>> {
    Ok(None)
}

/// What came of trying a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lock {
    /// It was had, and given back.
    Had,
    /// Somebody else holds it: locks work.
    Busy,
    /// Why not.
    Refused(String),
}

/// Tries to lock a file or a folder, and lets go at once.
#[must_use]
pub fn lock(path: &Path) -> Lock {
    // A pipe must not make us wait. NFS gives a lock of one's own only on what is open for writing.
    let flags = OFlags::NONBLOCK | OFlags::CLOEXEC;
    let opened = open(path, flags | OFlags::RDWR, Mode::empty())
        .or_else(|_| open(path, flags | OFlags::RDONLY, Mode::empty()));
    let locked = match opened {
        Ok(file) => File::from(file).try_lock(),
        Err(errno) => Err(TryLockError::Error(errno.into())),
    };
    match locked {
        Ok(()) => Lock::Had,
        Err(TryLockError::WouldBlock) => Lock::Busy,
        Err(TryLockError::Error(error)) => Lock::Refused(reason(&error).into_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    #[test]
    fn an_entry_is_what_stands_there() {
        let temp = tempfile::tempdir().unwrap();
        let (file, link) = (temp.path().join("a"), temp.path().join("b"));
        fs::write(&file, "").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&file, &link).unwrap();
        let found = at(&file).unwrap();
        assert_eq!((found.kind, found.mode, found.links), (Kind::File, 0o640, 1));
        assert_eq!((at(&link).unwrap().kind, led_to(&link).unwrap()), (Kind::Other, found));
        assert_eq!(led_to(temp.path()).unwrap().kind, Kind::Folder);
        assert!(at(&temp.path().join("none")).is_err());
    }

    #[test]
    fn a_lock_is_had_given_back_and_not_had_twice() {
        let temp = tempfile::tempdir().unwrap();
        let path = temp.path().join("a");
        fs::write(&path, "").unwrap();
        assert_eq!(
            (lock(&path), lock(&path), lock(temp.path())),
            (Lock::Had, Lock::Had, Lock::Had)
        );
        let held = File::open(&path).unwrap();
        held.lock().unwrap();
        assert_eq!(lock(&path), Lock::Busy);
        let refused = Lock::Refused("見つかりません".to_owned());
        assert_eq!(lock(&temp.path().join("none")), refused);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_system_is_known_by_its_number() {
        assert!(matches!(ground(Path::new("/proc")), Ok(Some(Ground::Unnamed(0x9fa0)))));
        assert!(room(Path::new("/")).unwrap().bytes > 0);
    }
}
