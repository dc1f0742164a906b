//! Generated files, and the one door to the disk.
