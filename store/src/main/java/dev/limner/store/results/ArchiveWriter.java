package dev.limner.store.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.ObjectStore;
import dev.limner.store.Sha256;

/**
 * A generation's result: one ZIP whose entries are stored, not deflated, so that a picture is a byte range of the
 * object. The same content gives the same bytes. Small archives stay in memory, larger ones wait in a temporary file:
 * close it in any case. For one thread.
 */
public final class ArchiveWriter implements AutoCloseable {
    private static final long MEMORY_BYTES = 16L << 20;
    private static final String MANIFEST = "manifest.json";

    private final SpillingBytes bytes;
    private final List<Zip.Member> members = new ArrayList<>();
    private final List<ArchiveEntry> entries = new ArrayList<>();
    private boolean finished;

    public ArchiveWriter() {
        this(MEMORY_BYTES);
    }

    /**
     * An empty archive.
     *
     * @param memoryBytes to be held in memory before a temporary file is used
     */
    public ArchiveWriter(long memoryBytes) {
        this.bytes = new SpillingBytes(memoryBytes);
    }

    /**
     * Adds the next picture: {@code 00000.png}, {@code 00001.png}, and so on.
     *
     * @throws ProblemException (too large) beyond 4 GiB or 65 534 files
     */
    public ArchiveEntry add(byte[] png) {
        return append("%05d.png".formatted(entries.size()), png);
    }

    /** What has been added so far, in order. */
    public List<ArchiveEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /**
     * Adds {@code manifest.json} and ends the archive. Nothing can be added afterwards.
     *
     * @throws ProblemException (too large) as {@link #add}; the manifest is a file too
     */
    public void finish(byte[] manifest) {
        append(MANIFEST, manifest);
        finished = true;
        long directory = bytes.size();
        members.forEach(member -> bytes.write(member.centralHeader()));
        bytes.write(Zip.end(members.size(), bytes.size() - directory, directory));
    }

    /** The finished archive's size in bytes. */
    public long size() {
        requireFinished();
        return bytes.size();
    }

    /** Stores the finished archive: one PUT. */
    public void putTo(ObjectStore objects, String key) {
        requireFinished();
        bytes.putTo(objects, key);
    }

    @Override
    public void close() {
        bytes.close();
    }

    private ArchiveEntry append(String name, byte[] content) {
        if (finished) {
            throw new IllegalStateException("the archive is finished: '%s' cannot be added".formatted(name));
        }
        long directory = (members.size() + 1L) * (Zip.CENTRAL_HEADER_BYTES + name.length()) + Zip.END_BYTES;
        if (members.size() == Zip.MOST_ENTRIES || bytes.size() + content.length + directory > Zip.MOST_BYTES) {
            throw new ProblemException(ProblemType.TOO_LARGE,
                    "'%s' does not fit: a result holds at most %d files and %d bytes; ask for fewer pictures"
                            .formatted(name, Zip.MOST_ENTRIES, Zip.MOST_BYTES));
        }
        Zip.Member member = Zip.Member.of(name, content, bytes.size());
        bytes.write(member.localHeader());
        bytes.write(content);
        members.add(member);
        ArchiveEntry entry = new ArchiveEntry(name, member.contentOffset(), content.length, Sha256.hex(content));
        entries.add(entry);
        return entry;
    }

    private void requireFinished() {
        if (!finished) {
            throw new IllegalStateException("the archive has no manifest yet: finish it first");
        }
    }
}
