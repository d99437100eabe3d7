package trimscope.core.device;

/** Why a device cannot be used; the message is one sentence for the person who chose it, with what to do. */
public final class DeviceException extends Exception {
    private static final long serialVersionUID = 1L;

    public DeviceException(String sentence) {
        super(sentence);
    }
}
