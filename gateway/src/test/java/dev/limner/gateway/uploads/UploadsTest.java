package dev.limner.gateway.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.limner.contracts.Limits;
import dev.limner.contracts.api.UploadView;
import dev.limner.contracts.messages.InputPicture;
import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;
import dev.limner.gateway.Postgres;
import dev.limner.images.Picture;
import dev.limner.images.PngEncoder;
import dev.limner.store.InMemoryObjectStore;
import dev.limner.store.Sha256;
import dev.limner.store.StoreUnavailableException;

class UploadsTest {
    private static final Duration DAY = Duration.ofHours(Limits.UPLOAD_HOURS);

    private final Jdbi jdbi = Postgres.empty();
    private final InMemoryObjectStore objects = new InMemoryObjectStore();
    private final SetClock clock = new SetClock();
    private final Uploads uploads = new Uploads(jdbi, objects, clock);
    private final UploadResource resource = new UploadResource(uploads);
    private final byte[] picture = PngEncoder.encode(new Picture(1, 2, 3, new byte[6]));

    @Test
    void shouldNameUploadByItsContentAndSayWhatItIs() {
        // When
        UploadView view = (UploadView) resource.upload(body(picture)).getEntity();

        // Then
        assertThat(view).isEqualTo(new UploadView("upload:" + Sha256.hex(picture), "png", 3, 2, picture.length,
                clock.instant().plus(DAY)));
        assertThat(objects.get("uploads/" + Sha256.hex(picture))).isEqualTo(picture);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--boundary\r\nContent-Disposition: form-data", "{\"picture\": 1}"})
    void shouldStoreNothingThatIsNoPicture(String content) {
        // When
        assertThatThrownBy(() -> resource.upload(body(content.getBytes())))

                // Then
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.problem().type())
                        .isEqualTo(ProblemType.UNREADABLE_PICTURE.uri()));
        assertThat(objects.list("")).isEmpty();
    }

    @Test
    void shouldReadNoMoreThanAPictureMayHave() {
        // Given: a body without end
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 7;
            }
        };

        // When
        assertThatThrownBy(() -> resource.upload(endless))

                // Then
                .isInstanceOfSatisfying(ProblemException.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.TOO_LARGE.uri()));
    }

    @Test
    void shouldCollectWhatNobodyUploadedForADay() {
        // Given
        uploads.store(picture);
        clock.now = clock.now.plus(DAY).plusSeconds(1);

        // When
        uploads.sweep();

        // Then
        assertThat(objects.list("")).isEmpty();
        assertThat(rows()).isZero();
        assertThatThrownBy(() -> uploads.require("mask", Uploads.name(picture))).isInstanceOf(ProblemException.class)
                .hasMessageContaining("mask").hasMessageContaining("24 hours");
    }

    @Test
    void shouldKeepWhatWasUploadedAgain() {
        // Given
        uploads.store(picture);
        clock.now = clock.now.plus(DAY).minusSeconds(1);
        uploads.store(picture);
        clock.now = clock.now.plusSeconds(10);

        // When
        uploads.sweep();

        // Then
        uploads.require("mask", Uploads.name(picture));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheRowWhileS3IsAwaySoThatNoObjectIsForgotten() {
        // Given
        uploads.store(picture);
        clock.now = clock.now.plus(DAY).plusSeconds(1);
        objects.goAway();

        // When
        assertThatThrownBy(uploads::sweep).isInstanceOf(StoreUnavailableException.class);

        // Then
        assertThat(rows()).isEqualTo(1);
        objects.comeBack();
        uploads.sweep();
        assertThat(objects.list(InputPicture.FOLDER)).isEmpty();
    }

    private int rows() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT count(*) FROM upload").mapTo(Integer.class).one());
    }

    private static InputStream body(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    /** A clock that is set by hand. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for a zone");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
