pragma ComponentBehavior: Bound
import QtQuick
import Clinic

// The kiosk's window: one page at a time, the access bar below it, the idle warning over it.
Window {
    id: root

    required property var view
    required property var touch

    readonly property var pages: ({
            welcome: welcomePage,
            departments: departmentsPage,
            doctors: doctorsPage,
            name: namePage,
            phone: phonePage,
            ticket: ticketPage,
            help: helpPage,
            service: servicePage,
            pin: pinPage,
            staff: staffPage
        })

    color: Theme.paper
    title: view.clinic_name === "" ? "Anteroom" : view.clinic_name
    onWidthChanged: touch?.resize(width, height)
    onHeightChanged: touch?.resize(width, height)

    Look {
        highContrast: root.view.is_high_contrast
        largerText: root.view.is_larger
        calm: root.view.is_calm
        rtl: root.view.is_rtl
        tall: root.view.is_tall
        unit: root.view.frame.unit
        pxPerMm: root.view.frame.px_per_mm
    }

    Item {
        anchors.fill: parent
        LayoutMirroring.enabled: Theme.mirrored
        LayoutMirroring.childrenInherit: true

        Loader {
            id: page

            property string shown: root.view.page
            readonly property int way: root.view.is_forward === Theme.mirrored ? -1 : 1

            width: parent.width
            height: parent.height - bar.height
            sourceComponent: root.pages[root.view.page]
            onLoaded: arrival.restart()

            ParallelAnimation {
                id: arrival

                NumberAnimation {
                    target: page
                    property: "x"
                    from: page.way * Theme.pageShift
                    to: 0
                    duration: Theme.pageTime
                    easing.type: Easing.OutCubic
                }
                NumberAnimation {
                    target: page
                    property: "opacity"
                    from: Theme.pageTime > 0 ? 0 : 1
                    to: 1
                    duration: Theme.pageTime
                    easing.type: Easing.OutCubic
                }
            }
        }
        AccessBar {
            id: bar
            objectName: "access_bar"
            anchors.bottom: parent.bottom
            width: parent.width
            height: root.view.frame.access_height
            model: root.view.access
            onChosen: key => root.touch.toggle(key)
        }
        Loader {
            anchors.fill: page
            active: root.view.idle ? true : false
            sourceComponent: idleWarning
        }
    }

    Component {
        id: welcomePage
        WelcomePage {
            view: root.view
            touch: root.touch
        }
    }
    Component {
        id: departmentsPage
        DepartmentsPage {
            view: root.view
            touch: root.touch
        }
    }
    Component {
        id: doctorsPage
        DoctorsPage {
            view: root.view
            touch: root.touch
        }
    }
    Component {
        id: namePage
        NamePage {
            view: root.view
            touch: root.touch
        }
    }
    Component {
        id: phonePage
        DigitsPage {
            view: root.view
            touch: root.touch
            prompt: root.view.entry.prompt
            written: root.view.entry.text
            full: root.view.entry.is_full
            done: root.view.entry.done
            busy: root.view.entry.is_busy
        }
    }
    Component {
        id: pinPage
        DigitsPage {
            view: root.view
            touch: root.touch
            prompt: root.view.staff.pin_text
            written: "●".repeat(root.view.staff.pin_length)
        }
    }
    Component {
        id: ticketPage
        TicketPage {
            view: root.view
            touch: root.touch
        }
    }
    Component {
        id: helpPage
        HelpPage {
            view: root.view
            touch: root.touch
        }
    }
    Component {
        id: servicePage
        ServicePage {
            view: root.view
            touch: root.touch
        }
    }
    Component {
        id: staffPage
        StaffPage {
            view: root.view
            touch: root.touch
        }
    }
    Component {
        id: idleWarning
        IdleWarning {
            view: root.view
            touch: root.touch
        }
    }
}
