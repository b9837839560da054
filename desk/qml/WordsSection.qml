pragma ComponentBehavior: Bound
import QtQuick

// The clinic's own words: the ticker of the screens and the line on the slip, in each of its languages.
Item {
    id: section

    required property var shown
    required property var texts
    required property var touch

    Row {
        id: heads
        anchors.fill: parent
        spacing: 20

        WordsColumn {
            width: (parent.width - 20) / 2
            height: parent.height
            title: section.texts.desk_words_ticker
            hint: section.texts.desk_words_ticker_hint
            isTall: true
            model: section.shown.ticker
            word: section.texts.desk_words_keep
            busy: section.shown.busy === "ticker"
            notice: section.shown.notice
            touch: section.touch
            onEdited: (language, text) => section.touch.administrator.write_line("ticker", language, text)
            onKept: section.touch.administrator.keep("ticker")
        }
        WordsColumn {
            width: (parent.width - 20) / 2
            height: parent.height
            title: section.texts.desk_words_slip_line
            model: section.shown.slip_line
            word: section.texts.desk_words_keep
            busy: section.shown.busy === "slip_line"
            notice: null
            touch: section.touch
            onEdited: (language, text) => section.touch.administrator.write_line("slip_line", language, text)
            onKept: section.touch.administrator.keep("slip_line")
        }
    }
}
