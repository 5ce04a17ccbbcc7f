"""Why a picture or a waveform cannot be shown. A wrong one is never shown instead."""

from teleread.errors import Invalid


class CannotShow(Invalid):
    """Base of the reasons; the original stays available."""

    code = "cannot_show"
    zh, en = "该实例无法显示，可下载原始文件", "This Instance cannot be shown; the original can be fetched"


class NotReadable(CannotShow):
    """The data set cannot be parsed at all."""

    code = "data_set_unreadable"
    zh, en = "文件结构已损坏，无法读取", "The file's structure is damaged and cannot be read"


class NoPixelData(CannotShow):
    """An image without a picture."""

    code = "no_pixel_data"
    zh, en = "该实例不含像素数据", "The Instance has no pixel data"


class SizeUnusable(CannotShow):
    """Rows, Columns or Number of Frames are absent or impossible."""

    code = "size_unusable"
    zh, en = "图像行数、列数或帧数缺失或无效", "Rows, Columns or Number of Frames are absent or impossible"


class TooLarge(CannotShow):
    """A picture that would need more memory than a viewer has."""

    code = "too_large"
    zh, en = "图像尺寸超出可显示的上限", "The picture is larger than can be shown"


class BitsUnusable(CannotShow):
    """Bits Allocated, Bits Stored, High Bit or Samples per Pixel make no sense together."""

    code = "bits_unusable"
    zh, en = "像素位深或采样数无效或不受支持", "Bits or Samples per Pixel are impossible or not supported"


class PhotometricUnknown(CannotShow):
    """What black or a colour is was not said."""

    code = "photometric_unknown"
    zh, en = "光度解释缺失或未知，无法正确显示", "The Photometric Interpretation is absent or unknown"


class PixelDataShort(CannotShow):
    """Fewer bytes than the picture needs: it was cut on its way, or its size is a lie."""

    code = "pixel_data_short"
    zh, en = "像素数据不完整，图像可能已被截断", "The pixel data is incomplete; the picture was probably cut"


class PixelDataLong(CannotShow):
    """More bytes than the picture needs: rows would be torn if its size is a lie."""

    code = "pixel_data_long"
    zh, en = "像素数据长度与图像尺寸不符", "The length of the pixel data contradicts the picture's size"


class FramesUnknown(CannotShow):
    """Compressed frames whose borders cannot be told."""

    code = "frames_unknown"
    zh, en = "无法确定压缩帧的边界", "Where the compressed frames begin cannot be told"


class TransferSyntaxUnknown(CannotShow):
    """No decoder for it here."""

    code = "transfer_syntax_unknown"
    zh, en = "不支持该传输语法，无法解码", "The transfer syntax is not supported"


class DecodingFailed(CannotShow):
    """The compressed stream is damaged, or is not what the header says."""

    code = "decoding_failed"
    zh, en = "压缩图像已损坏或与文件头不符", "The compressed picture is damaged or contradicts its header"


class EncodingFailed(CannotShow):
    """A picture that a compression would not keep bit for bit."""

    code = "encoding_failed"
    zh, en = "图像无法按该传输语法无损压缩", "The picture cannot be compressed so without loss"


class GreyUnusable(CannotShow):
    """Rescale or Modality LUT make no sense."""

    code = "grey_unusable"
    zh, en = "灰度变换参数（Rescale/LUT）无效", "The grey transformation (rescale or LUT) is not usable"


class PaletteUnusable(CannotShow):
    """A palette that is absent or does not fit its own descriptor."""

    code = "palette_unusable"
    zh, en = "调色板缺失或无效", "The colour palette is absent or not usable"


class NothingToShow(CannotShow):
    """Neither a picture nor a waveform nor a document: a presentation state, a key object, a plan."""

    code = "nothing_to_show"
    zh, en = "该实例没有可显示的内容", "This Instance has nothing to look at by itself"


class DrawnOnPictures(CannotShow):
    """A presentation state: how pictures look and what is drawn on them."""

    code = "drawn_on_pictures"
    zh = "这是标注与显示状态，内容在所指的图像上，可下载原文件供其他阅片软件使用"
    en = "Annotations and display of other pictures; fetch the original for use in another viewer"


class NotAPdf(CannotShow):
    """A document of another kind, or a PDF that is none."""

    code = "not_a_pdf"
    zh, en = "该文档不是可显示的 PDF", "The document is not a PDF that can be shown"


class NotAWaveform(CannotShow):
    """It was asked for samples and has none by nature."""

    code = "not_a_waveform"
    zh, en = "该实例不含波形", "The Instance holds no waveform"


class WaveformUnusable(CannotShow):
    """Samples that are cut, of an unknown coding or of impossible numbers."""

    code = "waveform_unusable"
    zh, en = "波形数据不完整或编码无效", "The waveform data is incomplete or its coding is impossible"


class WaveformUncalibrated(CannotShow):
    """No sensitivity in volts: a height on the grid would mean nothing."""

    code = "waveform_uncalibrated"
    zh, en = (
        "波形缺少以伏特为单位的灵敏度，无法在标定网格上显示",
        "The waveform has no sensitivity in volts, so it cannot be drawn on a calibrated grid",
    )


class DecoderDied(CannotShow):
    """The decoding process ended, used too much memory or took too long."""

    code = "decoder_died"
    zh, en = "解码过程异常终止，文件可能已损坏", "The decoder ended abnormally; the file is probably damaged"


_KINDS: list[type[CannotShow]] = [CannotShow, *CannotShow.__subclasses__()]
REASONS = {kind.code: kind for kind in _KINDS}
"""By their code: how a reason crosses from the decoding process."""
