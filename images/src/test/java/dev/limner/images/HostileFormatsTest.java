package dev.limner.images;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.sun.management.ThreadMXBean;

import dev.limner.contracts.problems.ProblemException;
import dev.limner.contracts.problems.ProblemType;

/** A few bytes that ask for much are refused, and cost no more than 64 MiB on the way. */
class HostileFormatsTest {
    private static final long MEMORY = 64 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Map<String, byte[]> GIANTS = giants();

    static Iterable<String> names() {
        return GIANTS.keySet();
    }

    private static Map<String, byte[]> giants() {
        Map<String, byte[]> giants = new TreeMap<>();
        for (int[] size : new int[][]{{65535, 65535}, {1, 65535}, {65535, 600}, {4096, 4000}, {0, 5}}) {
            String name = " %d×%d".formatted(size[0], size[1]);
            giants.put("gif" + name, gif(size[0], size[1]));
            giants.put("jpeg" + name, jpeg(size[0], size[1], 0xc0));
            giants.put("progressive jpeg" + name, jpeg(size[0], size[1], 0xc2));
            giants.put("tiff" + name, tiff(size[0], size[1], 5));
            giants.put("deflated tiff" + name, tiff(size[0], size[1], 8));
        }
        giants.put("bmp 1×500 000 000", bmp(1, 500_000_000, 24));
        giants.put("bmp of the least height", bmp(1, Integer.MIN_VALUE, 24));
        giants.put("bmp 6000×6000", bmp(6000, 6000, 24));
        giants.put("packed bmp 4000×4000", bmp(4000, 4000, 8));
        giants.put("tiff 1×500 000 000", tiff(1, 500_000_000, 1));
        giants.put("lossless webp 16384×16384", webp("VP8L", "2fffffffff000000000000"));
        giants.put("lossy webp 16383×16383", webp("VP8 ", "3001009d012aff3fff3f0000"));
        giants.put("animated webp on a canvas of 2^24 pixels a side", webp("VP8X", "02000000ffffffffffff",
                "ANMF", "000000000000ffffffffffff00000000"));
        return giants;
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldRefuseGiants(String name) {
        // Given
        byte[] giant = GIANTS.get(name);
        long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());

        // When
        ProblemException refused = catchThrowableOfType(ProblemException.class,
                () -> PictureDecoder.decode(giant, "giant"));

        // Then
        assertThat(refused).isNotNull().hasMessageContaining("'giant'");
        assertThat(refused.problem().type()).isIn(ProblemType.TOO_LARGE.uri(), ProblemType.UNREADABLE_PICTURE.uri());
        assertThat(THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before).isLessThan(MEMORY);
    }

    @Test
    void shouldRefuseTheGifOfThirtyFiveBytes() {
        // Given
        byte[] gif = gif(65535, 65535);

        // When
        ProblemException refused = catchThrowableOfType(ProblemException.class, () -> PictureDecoder.decode(gif, "g"));

        // Then
        assertThat(gif).hasSize(35);
        assertThat(refused.problem().detail()).isEqualTo("'g' has 65535×65535 pixels; at most 40000000 are read");
    }

    @Test
    void shouldNotFollowDirectoriesInCircles() {
        // Given: the first directory is followed by itself
        byte[] tiff = PillowReference.file("lzw.tif");
        ByteBuffer buffer = ByteBuffer.wrap(tiff).order(ByteOrder.LITTLE_ENDIAN);
        int directory = buffer.getInt(4);
        buffer.putInt(directory + 2 + 12 * buffer.getShort(directory), directory);

        // When
        Picture picture = PictureDecoder.decode(tiff, "circle.tif");

        // Then
        assertThat(picture).isEqualTo(PillowReference.picture("lzw.tif.png"));
    }

    @Test
    void shouldTakeTheFirstOfManyPictures() {
        // Given: an animation whose second frame says that it is a giant, and has nothing
        byte[] gif = PillowReference.file("plain.gif");
        byte[] bomb = Arrays.copyOf(gif, gif.length - 1 + 10 * 10_000);
        for (int at = gif.length - 1; at < bomb.length; at += 10) {
            ByteBuffer.wrap(bomb).put(at, HexFormat.of().parseHex("2c00000000ffffffff00"));
        }

        // When
        Picture picture = PictureDecoder.decode(bomb, "bomb.gif");

        // Then
        assertThat(picture).isEqualTo(PillowReference.picture("plain.gif.png"));
    }

    @Test
    void shouldReadAPolyglotAsWhatItBeginsWith() {
        // Given: pictures with an archive behind them, and a script in a comment
        byte[] zip = "PK\u0003\u0004<script>alert(1)</script>PK\u0005\u0006".getBytes(ISO_8859_1);

        for (String name : new String[]{"444.jpg", "plain.gif", "lossless.webp", "plain.bmp", "natural-16x16.png"}) {
            byte[] picture = PillowReference.file(name);
            byte[] polyglot = Arrays.copyOf(picture, picture.length + zip.length);
            System.arraycopy(zip, 0, polyglot, picture.length, zip.length);

            // When
            Picture decoded = PictureDecoder.decode(polyglot, "polyglot");

            // Then
            assertThat(decoded).isEqualTo(PictureDecoder.decode(picture, name));
        }
    }

    @Test
    void shouldNotWalkOverAPictureForEver() {
        // Given: a progressive JPEG whose first scan comes a thousand times more
        byte[] jpeg = PillowReference.file("420-progressive.jpg");
        int scan = 0;
        while (jpeg[scan] != -1 || jpeg[scan + 1] != (byte) 0xda) {
            scan++;
        }
        int end = scan + 2;
        while (jpeg[end] != -1 || jpeg[end + 1] == 0) {
            end++;
        }
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.write(jpeg, 0, end);
        for (int i = 0; i < 1000; i++) {
            bomb.write(jpeg, scan, end - scan);
        }
        bomb.write(jpeg, end, jpeg.length - end);

        // When
        ProblemException refused = catchThrowableOfType(ProblemException.class,
                () -> PictureDecoder.decode(bomb.toByteArray(), "scans.jpg"));

        // Then
        assertThat(refused.problem().detail()).isEqualTo("'scans.jpg' has more than 100 scans");
    }

    private static byte[] gif(int width, int height) {
        ByteBuffer gif = ByteBuffer.allocate(35).order(ByteOrder.LITTLE_ENDIAN);
        gif.put("GIF89a".getBytes(ISO_8859_1)).putShort((short) width).putShort((short) height).put((byte) 0x80);
        gif.putShort((short) 0).put(new byte[6]).put((byte) 0x2c).putInt(0);
        gif.putShort((short) width).putShort((short) height).put((byte) 0);
        gif.put((byte) 2).put((byte) 2).put((byte) 0x4c).put((byte) 0x01);
        return gif.array();
    }

    private static byte[] jpeg(int width, int height, int kind) {
        byte[] jpeg = PillowReference.file(kind == 0xc0 ? "444.jpg" : "444-progressive.jpg");
        int at = 0;
        while (jpeg[at] != -1 || jpeg[at + 1] != (byte) kind) {
            at++;
        }
        ByteBuffer.wrap(jpeg).putShort(at + 5, (short) height).putShort(at + 7, (short) width);
        return jpeg;
    }

    private static byte[] tiff(int width, int height, int compression) {
        int[][] entries = {{256, width}, {257, height}, {258, 8}, {259, compression}, {262, 1}, {273, 8}, {277, 1},
                {278, height}, {279, 100}};
        ByteBuffer tiff = ByteBuffer.allocate(10 + 12 * entries.length + 4 + 100).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put("II*\0".getBytes(ISO_8859_1)).putInt(8).putShort((short) entries.length);
        for (int[] entry : entries) {
            tiff.putShort((short) entry[0]).putShort((short) 4).putInt(1).putInt(entry[1]);
        }
        return tiff.array();
    }

    private static byte[] bmp(int width, int height, int bits) {
        ByteBuffer bmp = ByteBuffer.allocate(154).order(ByteOrder.LITTLE_ENDIAN);
        bmp.put("BM".getBytes(ISO_8859_1)).putInt(154).putInt(0).putInt(54).putInt(40).putInt(width).putInt(height);
        bmp.putShort((short) 1).putShort((short) bits).putInt(bits == 8 ? 1 : 0);
        return bmp.array();
    }

    /** A WebP of chunks: type and content in hex in turn. */
    private static byte[] webp(String... chunks) {
        ByteBuffer webp = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        webp.put("RIFF".getBytes(ISO_8859_1)).putInt(192).put("WEBP".getBytes(ISO_8859_1));
        for (int i = 0; i < chunks.length; i += 2) {
            byte[] content = HexFormat.of().parseHex(chunks[i + 1]);
            webp.put(chunks[i].getBytes(ISO_8859_1)).putInt(content.length).put(content);
            webp.position(webp.position() + (content.length & 1));
        }
        return webp.array();
    }
}
