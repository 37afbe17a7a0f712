"""How a sound file says to machines that a model spoke it."""

SOURCE_TYPE = "digitalSourceType"
# IPTC, NewsCodes, «Digital Source Type»: made by a model that was trained on recordings.
TRAINED_ALGORITHMIC_MEDIA = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
# The same in schema.org's words, for pages.
SCHEMA_SOURCE_TYPE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
