pragma ComponentBehavior: Bound
import QtQuick

// A new screen is let into the clinic: its box, the code, six words to compare. `hasKeys`: a keypad to touch.
FocusScope {
    id: page

    required property var view
    required property var touch
    property bool hasKeys: true
    readonly property bool portrait: height > width
    readonly property real margin: Theme.px(72)
    readonly property bool isTyping: view.step === "code" || view.step === "address"
    readonly property bool showsKeypad: hasKeys && isTyping
    readonly property real buttonHeight: hasKeys ? Math.max(Theme.px(128), Theme.touch) : Theme.px(100)

    focus: true
    Keys.onPressed: event => event.accepted = page.touch.press(event.key, event.text)

    ClinicMark {
        id: mark
        anchors.left: parent.left
        anchors.leftMargin: page.margin
        y: Theme.px(54)
        height: Theme.px(40)
    }
    FitText {
        id: title
        anchors.left: parent.left
        anchors.leftMargin: page.margin
        y: mark.y + mark.height + Theme.px(24)
        width: parent.width - 2 * page.margin
        horizontalAlignment: Text.AlignLeft
        full: page.view.title
        px: 60
        lines: 1
        bold: true
    }
    FitText {
        visible: !page.hasKeys
        anchors.right: parent.right
        anchors.rightMargin: page.margin
        anchors.verticalCenter: mark.verticalCenter
        width: parent.width - 2 * page.margin - mark.width - Theme.px(40)
        horizontalAlignment: Text.AlignRight
        full: page.view.key_hint
        px: 30
        lines: 1
        color: Theme.ink2
    }
    StopLine {
        id: way
        anchors.left: parent.left
        anchors.leftMargin: page.margin
        y: title.y + title.height + Theme.px(page.portrait ? 44 : 26)
        width: parent.width - 2 * page.margin
        inset: page.margin
        model: page.view.stops
    }
    Item {
        id: body
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.leftMargin: page.margin
        anchors.rightMargin: page.margin
        anchors.top: way.bottom
        anchors.topMargin: Theme.px(page.portrait ? 72 : 32)
        anchors.bottom: languages.top
        anchors.bottomMargin: Theme.px(28)

        readonly property real half: page.portrait || !page.showsKeypad ? width : width - pad.width - Theme.px(84)

        Column {
            id: said
            anchors.left: parent.left
            width: body.half
            spacing: Theme.px(24)

            Rectangle {
                visible: page.view.problem !== ""
                width: parent.width
                height: problem.height + Theme.px(36)
                radius: Theme.radius
                color: Theme.warnTint
                Accessible.role: Accessible.AlertMessage
                Accessible.name: page.view.problem

                Icon {
                    id: sign
                    anchors.left: parent.left
                    anchors.leftMargin: Theme.px(28)
                    anchors.verticalCenter: parent.verticalCenter
                    name: "ui-lock"
                    size: Theme.px(56)
                    color: Theme.warn
                }
                FitText {
                    id: problem
                    anchors.left: sign.right
                    anchors.leftMargin: Theme.px(24)
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.px(28)
                    anchors.verticalCenter: parent.verticalCenter
                    horizontalAlignment: Text.AlignLeft
                    full: page.view.problem
                    px: 34
                    lines: 6
                    roomHeight: page.showsKeypad && !page.portrait ? body.height - page.buttonHeight - Theme.px(250) : 0
                    bold: true
                }
            }
            FitText {
                // Beside a keypad there is room for one of the two, and a problem says what to do as well.
                visible: page.view.problem === "" || page.portrait || !page.showsKeypad
                width: parent.width
                horizontalAlignment: Text.AlignLeft
                full: page.view.sentence
                px: 40
                lines: 4
            }
            CodeCells {
                visible: page.view.step === "code"
                anchors.left: parent.left
                width: Math.min(parent.width, Theme.px(936))
                text: page.view.typed
                places: page.view.places
            }
            Rectangle {
                visible: page.view.step === "address"
                width: Math.min(parent.width, Theme.px(936))
                anchors.left: parent.left
                height: Theme.px(128)
                radius: Theme.radius
                color: Theme.surface
                border.width: Theme.mainEdgeWidth
                border.color: Theme.act

                TextBlock {
                    anchors.left: parent.left
                    anchors.leftMargin: Theme.px(32)
                    anchors.verticalCenter: parent.verticalCenter
                    text: page.view.typed
                    px: 56
                    bold: true
                }
            }
            Repeater {
                model: page.view.boxes
                delegate: BigButton {
                    required property string key
                    required text
                    objectName: "box_" + key
                    width: said.width
                    height: page.buttonHeight
                    icon: "ui-door"
                    main: false
                    px: 42
                    onTouched: page.touch.choose_box(key)
                }
            }
            SixWords {
                visible: page.view.words.count > 0
                width: parent.width
                columns: page.portrait ? 2 : 3
                px: 60
                model: page.view.words
            }
        }
        Keypad {
            id: pad
            visible: page.showsKeypad
            anchors.right: page.portrait ? undefined : parent.right
            anchors.horizontalCenter: page.portrait ? parent.horizontalCenter : undefined
            y: page.portrait ? said.height + Theme.px(40) : 0
            readonly property int lines: signs.length > 0 ? 5 : 4
            key: Math.min((body.height - y - (page.portrait ? page.buttonHeight + Theme.px(40) : 0) - (lines - 1) * Theme.touchGap) / lines, Math.max(Theme.px(150), 24 * Theme.pxPerMm))
            backspaceWord: page.view.backspace
            full: page.view.is_busy || page.view.step === "code" && page.view.typed.length >= page.view.places
            signs: page.view.step === "address" ? [".", ":"] : []
            onDigit: number => page.touch.type(number)
            onBackspace: page.touch.erase()
        }
        Row {
            id: buttons
            anchors.left: parent.left
            anchors.bottom: parent.bottom
            width: body.half
            spacing: Theme.px(28)

            readonly property real cell: (width - spacing) / 2

            BigButton {
                objectName: "pairing_second"
                visible: page.view.second !== ""
                width: buttons.cell
                height: page.buttonHeight
                text: page.view.second
                main: false
                arrow: false
                centred: true
                px: 42
                onTouched: page.touch.go_back()
            }
            BigButton {
                objectName: "pairing_main"
                visible: page.view.main !== ""
                width: buttons.cell
                height: page.buttonHeight
                text: page.view.main
                main: page.view.step === "address" || page.view.step === "words"
                arrow: false
                centred: true
                px: 42
                onTouched: page.touch.go_on()
            }
        }
    }
    LanguageBar {
        id: languages
        anchors.bottom: parent.bottom
        width: parent.width
        columns: page.portrait ? 4 : 7
        model: page.view.languages
        onChosen: key => page.touch.choose_language(key)
    }
}
