package dev.limner.gateway.runs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import jakarta.ws.rs.core.StreamingOutput;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.store.ObjectStore;
import dev.limner.store.tensorboard.EventFile;

/** A run's TensorBoard files in one ZIP, in a folder named after the run; read from S3 as they are written. */
record EventArchive(ObjectStore objects, List<EventFile> files) implements StreamingOutput {

    /**
     * Those of a run.
     *
     * @throws ProblemException (not found) where there are none
     */
    static EventArchive of(ObjectStore objects, String model, String run) {
        List<EventFile> files = EventFile.current(objects, model, run);
        if (files.isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND,
                    "run '%s' has no TensorBoard files: the first is written with its first checkpoint"
                            .formatted(run));
        }
        return new EventArchive(objects, files);
    }

    @Override
    public void write(OutputStream output) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(output)) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (EventFile file : files) {
                zip.putNextEntry(new ZipEntry(file.run() + "/" + file.name()));
                try (InputStream content = objects.open(file.key())) {
                    content.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }
}
