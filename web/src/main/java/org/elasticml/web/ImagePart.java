package org.elasticml.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the image in a body: the first file of a multipart form, whatever its field is called, or the whole body. What
 * is in it is not looked at; the content type is, if it says that it is no image.
 */
public final class ImagePart {
    /** What senders of images say of a raw body; the form type is what curl's {@code --data-binary} says of any. */
    private static final Set<String> RAW_TYPES =
            Set.of("", "application/octet-stream", "application/x-www-form-urlencoded");

    private ImagePart() {}

    /**
     * @param contentType the request's, or null
     * @throws ProblemException 400 if there is no image or the form is malformed, 415 if the type is not an image's
     */
    public static Buffer of(String contentType, Buffer body) {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/")) {
            return firstFile(contentType, body);
        }
        if (!type.startsWith("image/") && !RAW_TYPES.contains(type)) {
            throw new ProblemException(
                    415, "'" + type + "' is not accepted; send a JPEG or PNG as image/* or as a multipart file");
        }
        if (body.length() == 0) {
            throw new ProblemException(400, "the body is empty; send a JPEG or PNG");
        }
        return body;
    }

    /** The same as bytes, to be read only: the buffer's own where it holds nothing else, else a copy. */
    public static byte[] bytes(String contentType, Buffer body) {
        Buffer image = of(contentType, body);
        ByteBuf content = ((BufferImpl) image).byteBuf();
        boolean whole = content.hasArray()
                && content.arrayOffset() == 0
                && content.readerIndex() == 0
                && content.array().length == content.readableBytes();
        return whole ? content.array() : image.getBytes();
    }

    private static Buffer firstFile(String contentType, Buffer body) {
        if (!contentType.toLowerCase(Locale.ROOT).contains("boundary=")) {
            throw new ProblemException(400, "the multipart's content type names no boundary");
        }
        DefaultFullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", ((BufferImpl) body).byteBuf());
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder = new HttpPostMultipartRequestDecoder(new DefaultHttpDataFactory(false), request);
            for (InterfaceHttpData part : decoder.getBodyHttpDatas()) {
                if (part instanceof FileUpload file && file.isCompleted()) {
                    if (file.length() == 0) {
                        throw new ProblemException(400, "the file in the multipart is empty; send a JPEG or PNG");
                    }
                    return BufferImpl.buffer(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(file.content())));
                }
            }
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) { // the library fails in many ways, not only in its own
            throw new ProblemException(400, "the multipart is malformed or cut off");
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
        throw new ProblemException(400, "the multipart holds no file; add a JPEG or PNG as a part with a filename");
    }
}
