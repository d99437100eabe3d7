package trimscope.core.device;

import com.sun.jna.Library;
import com.sun.jna.WString;

/** The function of Windows that tells where a library finds those that it needs; Java's own loading does not look beside it. */
interface WindowsLoader extends Library {
    /** Adds a folder to those that are searched, in place of the one that was added before. Named as in {@code winbase.h}. */
    boolean SetDllDirectoryW(WString folder);
}
